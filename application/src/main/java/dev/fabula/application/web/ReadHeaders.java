package dev.fabula.application.web;

import dev.fabula.query.ReadsFrom;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Lets the API say what every query understands although no controller mentions it. */
@Component
class ReadHeaders implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (method.hasMethodAnnotation(ReadsFrom.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ReadsFrom.class)) {
            operation.addParametersItem(new HeaderParameter()
                    .name("Fabula-At-Least")
                    .description("The position of the history that the answer must hold; 503 projection-behind where it"
                            + " does not.")
                    .schema(new IntegerSchema().format("int64")));
            operation.addParametersItem(new HeaderParameter()
                    .name("Prefer")
                    .description("How many seconds to wait for that position, 0 to 10 (RFC 7240).")
                    .schema(new StringSchema().example("wait=3")));
            operation.addParametersItem(new HeaderParameter()
                    .name("If-None-Match")
                    .description("The ETag of an answer that is there already; 304 where nothing has changed.")
                    .schema(new StringSchema()));
        }
        return operation;
    }
}
