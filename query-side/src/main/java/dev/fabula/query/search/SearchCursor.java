package dev.fabula.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a search goes on. It gives nobody a right: rights are asked anew for each page. That it belongs to a caller and a
 * query keeps a client from mixing two of them up.
 *
 * @param of whose it is and of which query: a hash
 * @param next the place in the whole list, from 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchCursor(
        String of, @Nullable String words, @Nullable String meanings, int next) {

    private static final int LONGEST = 8_000;
    private static final int HASH_BYTES = 12;
    private static final JsonMapper JSON = JsonMapper.shared();

    static SearchCursor at(SearchAdapter.Moment moment, Question question, int next) {
        return new SearchCursor(binding(question), moment.words(), moment.meanings(), next);
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this));
    }

    /** @throws ErrorResponseException 400 where it is none of ours, or belongs to another query or caller */
    static SearchCursor of(String text, Question question) {
        SearchCursor cursor = read(text);
        if (!cursor.of().equals(binding(question))) {
            throw refused(
                    "cursor-of-another-query",
                    "cursor belongs to another query: go on with the same q, kinds, mode, legacy, from and to, as the same caller");
        }
        return cursor;
    }

    private static SearchCursor read(String text) {
        if (text.length() <= LONGEST) {
            try {
                SearchCursor cursor = JSON.readValue(Base64.getUrlDecoder().decode(text), SearchCursor.class);
                if (cursor != null && cursor.of() != null && cursor.next() >= 0) {
                    return cursor;
                }
            } catch (IllegalArgumentException | JacksonException malformed) {
                // Answered below; what it says is the caller's own words.
            }
        }
        throw refused("cursor-malformed", "cursor is not one of ours");
    }

    private static ErrorResponseException refused(String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
        problem.setProperty("code", code);
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }

    SearchAdapter.Moment moment() {
        return new SearchAdapter.Moment(words, meanings);
    }

    private static String binding(Question question) {
        String all = String.join(
                "\0",
                question.tenant(),
                question.actor(),
                question.text().whole(),
                question.mode().name(),
                question.kinds().stream().map(Kind::name).sorted().collect(Collectors.joining(",")),
                question.legacies().stream().sorted().collect(Collectors.joining(",")),
                String.valueOf(question.from()),
                String.valueOf(question.to()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
