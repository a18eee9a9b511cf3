package dev.fabula.eventstore.sample;

import dev.fabula.contracts.event.EventData;
import dev.fabula.contracts.event.EventUpcaster;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Steps from forms that letters had once. */
public final class LetterUpcasters {

    private LetterUpcasters() {}

    /** One event that has been split into two. */
    public static final class WrittenAndSealed implements EventUpcaster {

        @Override
        public String type() {
            return "letter.letter-written-and-sealed";
        }

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public List<EventData> upcast(EventData stored) {
            ObjectNode seal = JsonNodeFactory.instance.objectNode();
            seal.set("colour", Objects.requireNonNull(stored.payload().remove("colour")));
            return List.of(
                    new EventData("letter.letter-written", 1, stored.payload()),
                    new EventData("letter.letter-sealed", 1, seal));
        }
    }

    /** One that no longer means anything. */
    public static final class Weighed implements EventUpcaster {

        @Override
        public String type() {
            return "letter.letter-weighed";
        }

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public List<EventData> upcast(EventData stored) {
            return List.of();
        }
    }
}
