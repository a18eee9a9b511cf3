package dev.fabula.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What writers were told of their commands, to be held against what history says. */
final class Ledger {

    /** The ids of each command's events, by what its caller was told. */
    private final Set<List<String>> acknowledged = ConcurrentHashMap.newKeySet();

    private final Set<List<String>> refused = ConcurrentHashMap.newKeySet();
    private final Set<List<String>> unknown = ConcurrentHashMap.newKeySet();

    void acknowledged(List<String> eventIds) {
        acknowledged.add(eventIds);
    }

    void refused(List<String> eventIds) {
        refused.add(eventIds);
    }

    /** Its caller was told that nobody knows. */
    void unknown(List<String> eventIds) {
        unknown.add(eventIds);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int refused() {
        return refused.size();
    }

    /** No acknowledged event is missing, no refused one there, and no command half there. */
    void assertAgreesWith(List<Recorded<DomainEvent>> history) {
        Map<String, Recorded<DomainEvent>> byId = assertHolds(history);
        for (List<String> command : refused) {
            assertThat(byId).as("refused").doesNotContainKeys(command.toArray(String[]::new));
        }
        for (List<String> command : unknown) {
            long there = command.stream().filter(byId::containsKey).count();
            assertThat(there).as("all or nothing").isIn(0L, (long) command.size());
            if (there > 0) {
                assertAdjacent(command, byId);
            }
        }
        assertThat(byId.keySet())
                .as("nothing that nobody appended")
                .allMatch(id -> contains(acknowledged, id) || contains(unknown, id));
    }

    /** History is dense and holds what was acknowledged, and, because some writers could no longer tell, perhaps more. */
    Map<String, Recorded<DomainEvent>> assertHolds(List<Recorded<DomainEvent>> history) {
        assertDense(history.stream().map(Recorded::position).toList());
        Map<String, Recorded<DomainEvent>> byId =
                history.stream().collect(Collectors.toMap(Recorded::eventId, Function.identity()));
        for (List<String> command : acknowledged) {
            assertThat(byId).as("acknowledged").containsKeys(command.toArray(String[]::new));
            assertAdjacent(command, byId);
        }
        assertWhole(history);
        return byId;
    }

    /** Each line says which command it is of, and of how many lines. */
    private static void assertWhole(List<Recorded<DomainEvent>> history) {
        Map<String, Long> found = history.stream()
                .map(event -> ((NoteEvent.LineWritten) event.event()).text())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        found.forEach((text, count) ->
                assertThat(count).as("events of %s", text).isEqualTo(Long.parseLong(text.split(" ")[1])));
    }

    private static boolean contains(Set<List<String>> commands, String id) {
        return commands.stream().anyMatch(command -> command.contains(id));
    }

    private static void assertAdjacent(List<String> command, Map<String, Recorded<DomainEvent>> byId) {
        long first = byId.get(command.getFirst()).position();
        for (int i = 0; i < command.size(); i++) {
            assertThat(byId.get(command.get(i)).position()).isEqualTo(first + i);
        }
    }

    /** Every position from 1 on, once, in order. */
    static void assertDense(List<Long> positions) {
        List<Long> expected = new ArrayList<>(positions.size());
        for (long position = 1; position <= positions.size(); position++) {
            expected.add(position);
        }
        assertThat(positions).isEqualTo(expected);
    }
}
