package dev.fabula.eventstore.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonalPartsTest {

    enum Mood {
        CALM
    }

    record Plain(String text, int number, Instant at, Mood mood, List<String> tags, Map<String, long[]> counts) {}

    record Personal(
            String subject,
            @PersonalData(subject = "subject") String text) {}

    record Nested(Plain plain, Map<String, List<Personal>> parts) {}

    record InAnArray(Personal[] parts) {}

    sealed interface Choice {}

    record Empty() implements Choice {}

    record WithSomething(Personal part) implements Choice {}

    record Chosen(Choice choice) {}

    record Anything(Object value) {}

    record Tree(String name, List<Tree> children) {}

    @Test
    void findsThemHoweverDeepTheyAre() {
        assertThat(PersonalParts.mayBeIn(Personal.class)).isTrue();
        assertThat(PersonalParts.mayBeIn(Nested.class)).isTrue();
        assertThat(PersonalParts.mayBeIn(InAnArray.class)).isTrue();
        assertThat(PersonalParts.mayBeIn(Chosen.class)).isTrue();
    }

    @Test
    void takesWhatItCannotLookIntoForPersonal() {
        assertThat(PersonalParts.mayBeIn(Anything.class)).isTrue();
    }

    @Test
    void knowsWhatHasNone() {
        assertThat(PersonalParts.mayBeIn(Plain.class)).isFalse();
        assertThat(PersonalParts.mayBeIn(Tree.class)).isFalse();
        assertThat(PersonalParts.mayBeIn(Empty.class)).isFalse();
    }
}
