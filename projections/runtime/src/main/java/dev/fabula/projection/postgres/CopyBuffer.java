package dev.fabula.projection.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as {@code COPY … FROM STDIN (FORMAT binary)} takes them, as the PostgreSQL manual describes it. */
final class CopyBuffer {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    /** 2000-01-01, from which PostgreSQL counts, in seconds and days of Unix time. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private static final long EPOCH_DAYS = 10_957;
    private static final int TEXT_TYPE = 25;
    private static final int NUMERIC_BASE = 10_000;
    private static final int NUMERIC_DIGITS = 4;
    private static final int NUMERIC_NEGATIVE = 0x4000;

    private byte[] bytes;
    private int length;

    CopyBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void header() {
        put(SIGNATURE);
        putInt(0);
        putInt(0);
    }

    void trailer() {
        putShort(-1);
    }

    void row(int fields) {
        putShort(fields);
    }

    void text(String text) {
        // Most text is ASCII, which needs no buffer of its own.
        room(4 + text.length() * 3);
        int at = length;
        length += 4;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == 0) {
                length = at;
                encoded(text);
                return;
            }
            bytes[length++] = (byte) c;
        }
        intAt(at, length - at - 4);
    }

    private void encoded(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        put(utf8);
    }

    void bigint(long value) {
        putInt(8);
        putLong(value);
    }

    void field(ColumnKind kind, @Nullable Object value) {
        if (value == null) {
            putInt(-1);
            return;
        }
        switch (kind) {
            case TEXT -> text((String) value);
            case BIGINT -> bigint(((Number) value).longValue());
            case INTEGER -> {
                putInt(4);
                putInt(((Number) value).intValue());
            }
            case BOOLEAN -> {
                putInt(1);
                put(new byte[] {(byte) ((Boolean) value ? 1 : 0)});
            }
            case DOUBLE -> {
                putInt(8);
                putLong(Double.doubleToRawLongBits((Double) value));
            }
            case NUMERIC -> numeric((BigDecimal) value);
            case TIMESTAMP -> bigint(Rows.micros((Instant) value) - EPOCH_SECONDS * 1_000_000L);
            case DATE -> {
                putInt(4);
                putInt(Math.toIntExact(((LocalDate) value).toEpochDay() - EPOCH_DAYS));
            }
            case TEXTS -> texts((String[]) value);
            case JSON -> {
                byte[] json = ((String) value).getBytes(StandardCharsets.UTF_8);
                putInt(json.length + 1);
                // The version of the binary form of jsonb.
                put(new byte[] {1});
                put(json);
            }
        }
    }

    private void texts(String[] texts) {
        int at = length;
        putInt(0);
        putInt(texts.length == 0 ? 0 : 1);
        putInt(0);
        putInt(TEXT_TYPE);
        if (texts.length > 0) {
            putInt(texts.length);
            putInt(1);
            Arrays.stream(texts).forEach(this::text);
        }
        intAt(at, length - at - 4);
    }

    /** Digits in base 10000, the weight of the first, sign, and how many decimals to show. */
    private void numeric(BigDecimal value) {
        int scale = Math.max(0, value.scale());
        // Aligned, so that the decimal point falls between two digits.
        int groups = (scale + NUMERIC_DIGITS - 1) / NUMERIC_DIGITS;
        BigInteger rest =
                value.setScale(groups * NUMERIC_DIGITS).unscaledValue().abs();
        List<Integer> digits = new ArrayList<>();
        BigInteger base = BigInteger.valueOf(NUMERIC_BASE);
        while (rest.signum() != 0) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            digits.add(parts[1].intValue());
            rest = parts[0];
        }
        putInt(8 + 2 * digits.size());
        putShort(digits.size());
        putShort(digits.isEmpty() ? 0 : digits.size() - 1 - groups);
        putShort(value.signum() < 0 ? NUMERIC_NEGATIVE : 0);
        putShort(scale);
        for (int i = digits.size() - 1; i >= 0; i--) {
            putShort(digits.get(i));
        }
    }

    private void put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void putShort(int value) {
        room(2);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    private void putInt(int value) {
        room(4);
        length += 4;
        intAt(length - 4, value);
    }

    private void intAt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
