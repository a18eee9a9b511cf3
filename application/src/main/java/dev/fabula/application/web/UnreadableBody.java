package dev.fabula.application.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Says in words what is wrong with a body and where, without naming a class of ours. */
final class UnreadableBody {

    private UnreadableBody() {}

    /** @return nothing where it is not the JSON that is wrong */
    static @Nullable String said(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return "There is no field " + path(unknown.getPath()) + '.';
            }
            if (cause instanceof MismatchedInputException mismatch) {
                return mismatch(mismatch);
            }
            if (cause instanceof StreamReadException malformed) {
                return "The body is not JSON" + place(malformed) + '.';
            }
        }
        return null;
    }

    private static String mismatch(MismatchedInputException mismatch) {
        String field = path(mismatch.getPath());
        Class<?> wanted = mismatch.getTargetType();
        String what = field.isEmpty() ? "The body" : "The field " + field;
        if (wanted != null && wanted.isEnum()) {
            return what + " is none of "
                    + Arrays.stream(wanted.getEnumConstants())
                            .map(UnreadableBody::wireName)
                            .collect(Collectors.joining(", "))
                    + '.';
        }
        return what + " is not " + kind(wanted) + place(mismatch) + '.';
    }

    /** As it is written in JSON. */
    private static String wireName(Object constant) {
        return JsonMapper.shared().valueToTree(constant).asString();
    }

    private static String kind(@Nullable Class<?> wanted) {
        if (wanted == String.class) {
            return "a text";
        }
        if (wanted != null && (Number.class.isAssignableFrom(wanted) || wanted.isPrimitive())) {
            return wanted == boolean.class ? "true or false" : "a number that fits";
        }
        return wanted != null && Iterable.class.isAssignableFrom(wanted) ? "a list" : "of the form that is expected";
    }

    private static String path(List<JacksonException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JacksonException.Reference step : path) {
            if (step.getPropertyName() != null) {
                text.append(text.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                text.append('[').append(step.getIndex()).append(']');
            }
        }
        return text.toString();
    }

    private static String place(JacksonException failure) {
        return failure.getLocation() == null || failure.getLocation().getLineNr() < 1
                ? ""
                : " (line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ")";
    }
}
