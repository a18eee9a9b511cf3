package dev.fabula.contracts.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All steps together: from whatever was stored to what the event types are today. */
public final class Upcasters {

    private static final int MOST_STEPS = 1000;

    private record Form(String type, int revision) {}

    private final Map<Form, EventUpcaster> steps = new HashMap<>();

    /** Every step of the product. One that is added is added here. */
    public static Upcasters fabula() {
        return new Upcasters(List.of());
    }

    /** @throws IllegalArgumentException where two steps read the same form */
    public Upcasters(List<? extends EventUpcaster> steps) {
        for (EventUpcaster step : steps) {
            EventUpcaster other = this.steps.put(new Form(step.type(), step.revision()), step);
            if (other != null) {
                throw new IllegalArgumentException(
                        "two upcasters read " + step.type() + " revision " + step.revision());
            }
        }
    }

    /** Whether a stored form needs any step. */
    public boolean reads(String type, int revision) {
        return steps.containsKey(new Form(type, revision));
    }

    /**
     * The wire names under which events may be stored that can become others: what a step that is more than a change of
     * fields leads to is known only once it has been taken.
     */
    public Set<String> transforming() {
        return steps.values().stream()
                .filter(step -> !(step instanceof FieldUpcaster))
                .map(EventUpcaster::type)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The events of today that the stored one stands for, in order. */
    public List<EventData> upcast(EventData stored) {
        List<EventData> today = new ArrayList<>();
        Deque<EventData> open = new ArrayDeque<>();
        open.push(stored);
        for (int taken = 0; !open.isEmpty(); taken++) {
            if (taken > MOST_STEPS) {
                throw new IllegalStateException("upcasting " + stored.type() + " revision " + stored.revision()
                        + " does not end after " + MOST_STEPS + " steps");
            }
            EventData event = open.pop();
            EventUpcaster step = stepFor(event);
            if (step == null) {
                today.add(event);
            } else {
                List<EventData> next = step.upcast(event);
                for (int i = next.size() - 1; i >= 0; i--) {
                    open.push(next.get(i));
                }
            }
        }
        return today;
    }

    private @Nullable EventUpcaster stepFor(EventData event) {
        return steps.get(new Form(event.type(), event.revision()));
    }
}
