package dev.fabula.query.kinship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordTableTest {

    @Test
    void namesTheLineThatIsWrong() {
        assertThatThrownBy(() -> WordTable.parse("t", "a = b\nnothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t line 2 is not key = form");
        assertThatThrownBy(() -> WordTable.parse("t", "# words\na = b | c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t line 2 has 2 forms for a, not 1 or 3");
        assertThatThrownBy(() -> WordTable.parse("t", "a = b\na = c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t line 2 says a again");
    }

    @Test
    void namesTheWordThatIsMissing() {
        assertThatThrownBy(() -> new KinshipWords(WordTable.parse("t", "self = self")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t has no none");
    }

    @Test
    void countsWhatTheTableDoesNotList() {
        KinshipPart cousin = KinshipPart.line(RelationKind.BLOOD, 2, 7, false, Sex.FEMALE);
        assertThat(words(cousin.withTimes(5))).isEqualTo("5-fold first cousin 5 times removed");
        assertThat(words(KinshipPart.line(RelationKind.BLOOD, 6, 0, false, Sex.FEMALE)))
                .isEqualTo("great-great-great-great-grandmother");
        assertThat(words(KinshipPart.line(RelationKind.BLOOD, 7, 0, false, Sex.MALE)))
                .isEqualTo("5-times-great-grandfather");
        assertThat(words(KinshipPart.line(RelationKind.BLOOD, 24, 24, false, Sex.MALE)))
                .isEqualTo("twenty-third cousin");
    }

    @Test
    void putsBothWordsOfAChoiceIntoTheSameForm() {
        assertThat(words(KinshipPart.line(RelationKind.HALF, 1, 4, true, Sex.OTHER)))
                .isEqualTo("half-great-grand-niece or half-great-grand-nephew");
    }

    private static String words(KinshipPart part) {
        return KinshipWords.english().of(KinshipTerm.of(part.relation(), ViaPartner.NONE, List.of(part)));
    }
}
