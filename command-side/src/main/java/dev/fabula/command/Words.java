package dev.fabula.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Texts that people send: whatever cannot be written down in every store is refused at the door. */
public final class Words {

    private Words() {}

    /** @throws ErrorResponseException 400 naming the field and the place of what is no text */
    public static void require(String field, @Nullable String text) {
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c) || (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
                ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                        HttpStatus.BAD_REQUEST,
                        String.format("%s has a character that is no text at %d: U+%04X", field, i, (int) c));
                problem.setProperty("code", "not-a-text");
                throw new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
            }
        }
    }

    public static void require(String field, @Nullable List<String> texts) {
        if (texts != null) {
            for (int i = 0; i < texts.size(); i++) {
                require(field + '[' + i + ']', texts.get(i));
            }
        }
    }
}
