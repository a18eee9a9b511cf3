package dev.fabula.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event, {@code sample.note-written}, in the forms that it could have had at different times. */
final class SampleEvents {

    private SampleEvents() {}

    record SampleId(@JsonValue String value) {}

    enum Colour {
        RED,
        @JsonProperty("deep-blue")
        BLUE
    }

    record Line(String text, int number) {}

    @AggregateType("Sample")
    sealed interface Before extends DomainEvent {
        @EventType("sample.note-written")
        record NoteWritten(
                SampleId id,
                String text,
                List<Line> lines,
                Colour colour,
                Instant at,
                @Nullable String extra) implements Before {}
    }

    @AggregateType("Sample")
    sealed interface Compatible extends DomainEvent {
        @EventType("sample.note-written")
        record NoteWritten(
                SampleId id,
                String text,
                List<Line> lines,
                Colour colour,
                Instant at,
                @Nullable String extra,
                @Nullable Integer added)
                implements Compatible {}
    }

    record OtherLine(String text, String number) {}

    @AggregateType("Sample")
    sealed interface Incompatible extends DomainEvent {
        @EventType("sample.note-written")
        record NoteWritten(
                SampleId id, @PersonalData(subject = "id") String text, List<OtherLine> lines, Instant at, String extra)
                implements Incompatible {}
    }

    @AggregateType("Sample")
    sealed interface Revised extends DomainEvent {
        @EventType(value = "sample.note-written", revision = 2)
        record NoteWritten(SampleId id, String body) implements Revised {}
    }

    /** A record that contains itself. */
    record Branch(String name, List<Branch> branches) {}

    @AggregateType("Sample")
    sealed interface Nested extends DomainEvent {
        @EventType("sample.tree-grown")
        record TreeGrown(
                Branch root,
                Map<String, Line> notes,
                @PersonalData(subject = "owner") List<String> names,
                @JsonProperty("of") SampleId owner)
                implements Nested {}
    }

    record OtherBranch(String name, List<OtherBranch> branches, int length) {}

    @AggregateType("Sample")
    sealed interface NestedChanged extends DomainEvent {
        @EventType("sample.tree-grown")
        record TreeGrown(
                OtherBranch root,
                Map<String, OtherLine> notes,
                @PersonalData(subject = "actor") List<String> names,
                @JsonProperty("of") SampleId owner)
                implements NestedChanged {}
    }

    @AggregateType("Sample")
    sealed interface Opaque extends DomainEvent {
        @EventType("sample.blob-kept")
        record BlobKept(Object blob) implements Opaque {}
    }

    static EventTypes types(Class<? extends DomainEvent> context) {
        return EventTypes.of(List.of(context));
    }

    /** The only event of the context. */
    static EventTypes.Type only(Class<? extends DomainEvent> context) {
        return types(context).all().iterator().next();
    }
}
