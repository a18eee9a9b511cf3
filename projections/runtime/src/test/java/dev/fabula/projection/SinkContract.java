package dev.fabula.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.tenancy.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A value of any kind is the same however it was stored, and once it is read back; whatever is done twice is done once. */
public abstract class SinkContract {

    private static final int BUCKETS = 16;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public record Part(
            String name,
            List<String> labels,
            @Nullable BigDecimal price,
            @Nullable Double share,
            Instant since) {}

    public record Thing(
            @Nullable String name,
            @Nullable List<String> tags,
            @Nullable LocalDate day,
            @Nullable Instant at,
            @Nullable BigDecimal amount,
            @Nullable Long count,
            @Nullable Integer size,
            @Nullable Boolean isOpen,
            @Nullable Double weight,
            @Nullable List<Part> parts) {}

    /** For values of this type, at a place that nothing else uses. */
    protected abstract Sink<Thing> sink();

    private static Thing thing(String text, BigDecimal number, LocalDate day, Instant at, double weight) {
        return new Thing(
                text,
                List.of(text, "", "NULL", "{a,\"b\"}", "\\"),
                day,
                at,
                number,
                number.longValue(),
                number.intValue(),
                number.signum() > 0,
                weight,
                List.of(
                        new Part(text, List.of(text, ""), number, weight, at),
                        new Part("", List.of(), null, null, at)));
    }

    protected static List<Change<Thing>> things() {
        Instant noon = Instant.parse("2026-03-01T12:00:00.123456Z");
        LocalDate day = LocalDate.parse("2026-03-01");
        List<Thing> all = List.of(
                new Thing(null, null, null, null, null, null, null, null, null, null),
                new Thing("", List.of(), day, noon, BigDecimal.ZERO, 0L, 0, false, 0.0, List.of()),
                thing("plain", new BigDecimal("12.50"), day, noon, 0.1),
                thing(
                        "a \0 between, and \\u0000",
                        new BigDecimal("-0.0010"),
                        LocalDate.parse("1969-12-31"),
                        noon,
                        -2.5),
                thing("\"quoted\" 'and' \t\n\r \\ %", new BigDecimal("1E-7"), day, Instant.EPOCH, 1e-5),
                thing(
                        "Ærøskøbing \uD83D\uDE00 \u2028",
                        new BigDecimal("98765432109876543210.000000000123456789"),
                        LocalDate.parse("2400-02-29"),
                        Instant.parse("1999-12-31T23:59:59.999999Z"),
                        1e15),
                thing("half \ud83d a character", BigDecimal.ONE, day, noon, 1.0),
                thing("x".repeat(100_000), new BigDecimal("10000"), day, noon, 1.0 / 3));
        List<Change<Thing>> changes = new ArrayList<>();
        for (Thing each : all) {
            TenantKey key = new TenantKey(new TenantId("alder"), "thing/" + changes.size());
            changes.add(new Change<>(key, each, 7 + changes.size()));
        }
        return changes;
    }

    private String filled() {
        String target = sink().target(NUMBER.incrementAndGet());
        sink().create(target);
        assertThat(sink().isEmpty(target)).isTrue();
        sink().fill(target, things());
        sink().finish(target);
        return target;
    }

    protected final String written() {
        String target = sink().target(NUMBER.incrementAndGet());
        sink().create(target);
        sink().finish(target);
        sink().write(target, things());
        return target;
    }

    protected final Map<TenantKey, Stored<Thing>> load(String target) {
        return sink().load(target, things().stream().map(Change::key).toList());
    }

    private List<Digest> digest(String target, String other) {
        try (SinkSnapshot<Thing> snapshot = sink().snapshot()) {
            return snapshot.digest(target, other, BUCKETS);
        }
    }

    private static Thing value(Change<Thing> change) {
        return Objects.requireNonNull(change.value());
    }

    private static Change<Thing> named(TenantKey key, String name, long position) {
        return new Change<>(key, new Thing(name, null, null, null, null, null, null, null, null, null), position);
    }

    private @Nullable String name(String target, TenantKey key) {
        Stored<Thing> stored = sink().load(target, List.of(key)).get(key);
        return stored == null || stored.value() == null ? null : stored.value().name();
    }

    @Test
    public void whatWasFilledIsReadBackAsItWas() {
        isReadBack(filled());
    }

    @Test
    public void whatWasWrittenIsReadBackAsItWas() {
        isReadBack(written());
    }

    private void isReadBack(String target) {
        assertThat(sink().isEmpty(target)).isFalse();
        Map<TenantKey, Stored<Thing>> stored = load(target);
        assertThat(stored).hasSameSizeAs(things());
        things().forEach(thing -> assertThat(stored.get(thing.key())).satisfies(there -> {
            assertThat(there.position()).isEqualTo(thing.position());
            assertThat(sink().comparable(Objects.requireNonNull(there.value())))
                    .isEqualTo(sink().comparable(value(thing)));
        }));
    }

    @Test
    public void filledOrWrittenTheDigestsAreTheSame() {
        String filled = filled();
        String written = written();

        assertThat(digest(filled, written)).isEqualTo(digest(written, filled));
        assertThat(digest(filled, written).stream().mapToLong(Digest::rows).sum())
                .isEqualTo(things().size());
    }

    @Test
    public void whatIsReadAndWrittenAgainChangesNoDigest() {
        String target = filled();
        List<Digest> before = digest(target, target);
        Map<TenantKey, Stored<Thing>> stored = load(target);

        sink().write(
                        target,
                        stored.entrySet().stream()
                                .map(each -> new Change<>(
                                        each.getKey(),
                                        each.getValue().value(),
                                        each.getValue().position() + 1))
                                .toList());

        assertThat(digest(target, target)).isEqualTo(before);
        assertThat(load(target))
                .allSatisfy((key, now) -> assertThat(now.value())
                        .isEqualTo(Objects.requireNonNull(stored.get(key)).value()));
    }

    @Test
    public void aRowThatDiffersIsInItsBucketAlone() {
        String one = written();
        String other = written();
        TenantKey key = things().getFirst().key();
        sink().write(other, List.of(named(key, "another", 100)));

        try (SinkSnapshot<Thing> snapshot = sink().snapshot()) {
            List<Digest> here = snapshot.digest(one, other, BUCKETS);
            List<Digest> there = snapshot.digest(other, one, BUCKETS);
            List<Integer> different = new ArrayList<>();
            for (int i = 0; i < BUCKETS; i++) {
                if (!here.get(i).equals(there.get(i))) {
                    different.add(i);
                }
            }
            assertThat(different).hasSize(1);
            Map<TenantKey, RowHash> rows = new HashMap<>(snapshot.rows(one, other, different, BUCKETS));
            assertThat(rows).containsKey(key);
            assertThat(snapshot.rows(one, other, List.of(key), BUCKETS)).containsEntry(key, rows.get(key));
            assertThat(snapshot.rows(other, one, List.of(key), BUCKETS).get(key))
                    .isNotEqualTo(rows.get(key));
        }
    }

    @Test
    public void whatIsThereWithALaterPositionStays() {
        String target = written();
        TenantKey key = things().getFirst().key();
        sink().write(target, List.of(named(key, "late", 50)));
        sink().write(target, List.of(named(key, "early", 40)));
        assertThat(name(target, key)).isEqualTo("late");
        sink().write(target, List.of(new Change<>(key, null, 49)));
        assertThat(name(target, key)).isEqualTo("late");
        sink().write(target, List.of(named(key, "again", 50)));
        assertThat(name(target, key)).isEqualTo("again");
        sink().write(target, List.of(new Change<>(key, null, 50)));
        assertThat(name(target, key)).isNull();
        sink().write(target, List.of(named(key, "back", 51)));
        assertThat(name(target, key)).isEqualTo("back");
    }

    @Test
    public void aReplacementStandsWhateverWasThere() {
        String target = written();
        TenantKey key = things().getFirst().key();
        TenantKey other = things().get(1).key();
        sink().write(target, List.of(named(key, "late", 50), named(other, "late", 50)));
        sink().replace(target, List.of(named(key, "mended", 5), new Change<>(other, null, 5)));
        assertThat(name(target, key)).isEqualTo("mended");
        assertThat(name(target, other)).isNull();
        sink().write(target, List.of(named(key, "next", 6), named(other, "next", 6)));
        assertThat(name(target, key)).isEqualTo("next");
        assertThat(name(target, other)).isEqualTo("next");
    }

    @Test
    public void samplesAreOfWhatIsThere() {
        String target = written();
        TenantKey gone = things().getFirst().key();
        sink().write(target, List.of(new Change<>(gone, null, 50)));
        List<TenantKey> sample = sink().sample(target, 3);
        assertThat(sample).hasSize(3).doesNotContain(gone).doesNotHaveDuplicates();
        assertThat(things()).extracting(Change::key).containsAll(sample);
    }

    @Test
    public void tenantsDoNotMeet() {
        String target = written();
        TenantKey theirs =
                new TenantKey(new TenantId("birch"), things().getFirst().key().key());
        sink().write(target, List.of(named(theirs, "theirs", 60)));
        sink().write(target, List.of(new Change<>(theirs, null, 61)));
        assertThat(load(target)).hasSameSizeAs(things());
    }

    @Test
    public void whatIsDroppedIsGoneAndNothingElse() {
        String dropped = written();
        String kept = written();
        sink().drop(dropped);
        sink().drop(dropped);
        assertThat(load(kept)).hasSameSizeAs(things());
    }
}
