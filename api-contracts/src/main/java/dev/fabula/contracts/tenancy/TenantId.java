package dev.fabula.contracts.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An isolated customer. The value is the token issuer's, so it may be a name, a UUID or a ULID: 1 to 64 letters,
 * digits, dots, dashes and underscores, beginning with a letter or digit.
 */
public record TenantId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Whether the text can be a tenant's id; outside input is asked this before it becomes one. */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @JsonCreator
    public static TenantId of(String value) {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a tenant id (1 to 64 of A-Z a-z 0-9 . _ -): " + value);
        }
        return new TenantId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
