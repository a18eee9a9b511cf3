package dev.fabula.contracts.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {

    private static final String SENTENCE = "The mill stood by the river until the flood of that spring took it away. ";

    private static List<String> texts(String text) {
        return Chunker.chunks(text).stream().map(Chunk::text).toList();
    }

    @Test
    void aShortTextIsOneChunkWithoutWhiteSpaceAround() {
        assertThat(texts("  Ida kept bees.\n\nShe sold honey.  ")).containsExactly("Ida kept bees.\n\nShe sold honey.");
    }

    @Test
    void nothingButWhiteSpaceHasNoChunk() {
        assertThat(texts("")).isEmpty();
        assertThat(texts(" \n\t\u00a0\u3000 ")).isEmpty();
    }

    @Test
    void cutsBetweenSentencesAndRepeatsTheLastShortOne() {
        List<Chunk> chunks = Chunker.chunks(SENTENCE.repeat(40));
        assertThat(chunks).hasSizeGreaterThan(2).allSatisfy(chunk -> {
            assertThat(chunk.text().length()).isLessThanOrEqualTo(Chunker.LONGEST);
            assertThat(chunk.text()).startsWith("The mill").endsWith("away.");
        });
        for (int i = 1; i < chunks.size(); i++) {
            int shared = chunks.get(i - 1).end() - chunks.get(i).start();
            assertThat(shared).isBetween(1, Chunker.OVERLAP);
        }
    }

    @Test
    void everyWordIsInSomeChunkAtItsPlace() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            text.append("word").append(i).append(i % 11 == 0 ? ". " : i % 97 == 0 ? "\n" : " ");
        }
        List<Chunk> chunks = Chunker.chunks(text.toString());
        for (Chunk chunk : chunks) {
            assertThat(text.substring(chunk.start(), chunk.end())).isEqualTo(chunk.text());
        }
        for (int i = 0; i < 900; i++) {
            String word = "word" + i;
            assertThat(chunks).anyMatch(chunk -> chunk.text().matches("(?s).*\\b" + word + "\\b.*"));
        }
    }

    @Test
    void aSentenceWithoutEndIsCutBetweenWordsAndNeverWithinACharacter() {
        assertThat(texts("lily ".repeat(700)))
                .hasSizeGreaterThan(3)
                .allMatch(chunk -> chunk.startsWith("lily") && chunk.endsWith("lily"));
        assertThat(texts("𝔸".repeat(1_700)))
                .allMatch(chunk -> chunk.codePoints().allMatch(c -> c == "𝔸".codePointAt(0)));
        assertThat(String.join("", texts("𝔸".repeat(1_700)))).hasSize(3_400);
    }

    @Test
    void sentencesOfLanguagesWithoutSpacesAreSentences() {
        assertThat(texts("川は静かだった。".repeat(200)))
                .hasSizeGreaterThan(1)
                .allMatch(chunk -> chunk.startsWith("川は") && chunk.endsWith("た。"));
    }

    @Test
    void aQuoteThatEndsASentenceStaysWithIt() {
        String said = "He said: “Nobody comes here any more.” ";
        assertThat(texts(said.repeat(60))).allMatch(chunk -> chunk.endsWith("more.”") && chunk.startsWith("He"));
    }

    @Test
    void thereIsALimitToTheChunksOfOneText() {
        assertThat(Chunker.chunks(SENTENCE.repeat(10_000))).hasSize(Chunker.MOST);
    }

    @Test
    void theSameTextIsCutAlikeForEver() {
        // What this says was cut by version 1: another hash means another version.
        String all = String.join("|", texts((SENTENCE + "“Was it?” asked Ida… Nobody knew!\n").repeat(30)));
        assertThat(VectorReference.of("chunker/" + Chunker.VERSION, all))
                .isEqualTo("2af63c9c057ee9ac4874bd4486c461f4d891511ca64fec4a7294621600be58a2");
    }

    @Test
    void aReferenceIsOfModelAndTextTogether() {
        assertThat(VectorReference.of("a", "b"))
                .isEqualTo(VectorReference.of("a", "b"))
                .isNotEqualTo(VectorReference.of("a", "c"))
                .isNotEqualTo(VectorReference.of("ab", ""));
    }
}
