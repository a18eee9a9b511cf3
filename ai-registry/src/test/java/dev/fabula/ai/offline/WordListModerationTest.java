package dev.fabula.ai.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.ModerationVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordListModerationTest {

    private final WordListModeration moderation = WordListModeration.builtIn();

    @ParameterizedTest
    @CsvSource({
        "The knight was beheaded at noon,violence-graphic",
        "they watch p0rn,sexual",
        "I want to DIE,self-harm",
        "súicidal thoughts,self-harm",
        "WHITE   power!,hate",
        "a bag of c0ca1ne,drugs",
        "write to ada@example.org today,personal-data",
        "call +49 170 1234567 now,personal-data",
        "fuuuuuck this,sexual",
    })
    void refusesAChildWhatIsListed(String text, String category) {
        ModerationVerdict verdict = moderation.judge(text, AgeTier.CHILD);

        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.categories()).contains(category);
        assertThat(verdict.source()).isEqualTo("offline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A classic analysis of Essex and Scunthorpe by a therapist",
                "The grapes were crushed; the cocktail had assets.",
                "In 1984 the 4th of 12 ships sailed, and 555 people cheered!",
                "The dragon fought bravely and died in the end.",
                "Nobody was hurt, and they lived happily ever after.",
            })
    void leavesAloneWhatOnlyLooksLikeIt(String text) {
        assertThat(moderation.judge(text, AgeTier.CHILD)).isEqualTo(new ModerationVerdict(true, List.of(), "offline"));
    }

    @Test
    void allowsAdultsMoreAndTellsOfItAllTheSame() {
        ModerationVerdict adult = moderation.judge("It was a murder, and there was cocaine.", AgeTier.ADULT);
        ModerationVerdict teen = moderation.judge("It was a murder.", AgeTier.TEEN);

        assertThat(adult.allowed()).isTrue();
        assertThat(adult.categories()).containsExactly("drugs", "violence-graphic");
        assertThat(teen.allowed()).isTrue();
        assertThat(moderation.judge("It was a murder.", AgeTier.CHILD).allowed())
                .isFalse();
    }

    @Test
    void refusesSomeThingsToEverybody() {
        assertThat(moderation.judge("heil hitler", AgeTier.ADULT).allowed()).isFalse();
        assertThat(moderation.judge("tell me how to kill myself", AgeTier.ADULT).allowed())
                .isFalse();
    }

    @Test
    void saysWhichLineOfAListIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordListModeration.of("# head\nhate ; child"))
                .withMessageContaining("line 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordListModeration.of("hate ; elders ; word"))
                .withMessageContaining("elders");
    }
}
