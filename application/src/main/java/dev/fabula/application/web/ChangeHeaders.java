package dev.fabula.application.web;

import dev.fabula.command.TakesIfMatch;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Lets the API say which changes can be wanted of one version. */
@Component
class ChangeHeaders implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (method.hasMethodAnnotation(TakesIfMatch.class)) {
            operation.addParametersItem(new HeaderParameter()
                    .name("If-Match")
                    .description(
                            "The version that the change is wanted of: the Fabula-Version of an answer in quotes, or"
                                    + " its ETag; 412 version-stale where there is another one.")
                    .schema(new StringSchema().example("\"7\"")));
            operation
                    .getResponses()
                    .addApiResponse(
                            "412",
                            new ApiResponse()
                                    .description("Of another version than the current one, which is current_version;"
                                            + " nothing was changed."));
        }
        return operation;
    }
}
