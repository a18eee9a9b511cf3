package dev.fabula.readschema;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What readers of the search indices rest on. They know aliases alone ({@link #STORIES} and so on, behind the prefix of the
 * installation); behind an alias is one generation, without what was removed. All indices share fields:
 *
 * <ul>
 *   <li>{@code tenant}, {@code key}, {@code position} of the last event that changed it
 *   <li>{@code kind}: {@code story}, {@code person}, {@code session}
 *   <li>{@code access}: {@code readers} for all who may read the legacy; {@code draft} for those who may read drafts of that
 *       story, whoever its {@code author} and its members are; {@code owner} for those in {@code owners} alone
 *   <li>{@code legacy}, {@code author}, {@code owners}, {@code people}, {@code contexts}: ids
 *   <li>{@code title}, {@code body}: text, folded to lower case without accents, and once more in a field of each of the
 *       {@link #LANGUAGES}: {@code title.german}
 *   <li>{@code tags}, {@code genres}: words as they are; {@code date}, {@code changedAt}: ISO 8601; {@code revision}
 * </ul>
 */
public final class ReadSearch {

    /**
     * Written memories. What is published is found by its story's id; the last revision, where it is another one, is a
     * document of its own with {@code access: draft}. Both name the {@code story}. Of a removed one there is nothing.
     */
    public static final String STORIES = "stories";

    /**
     * People who are told dead, were born so long ago that they must be, or have consented; of others there is nothing. Which
     * of them a reader sees depends on imports: {@link #peopleSeen}. Fields of their own: {@code person}, {@code names} (all
     * of them; {@code title} is the first), {@code places}, {@code facts} (their kinds), {@code years}.
     */
    public static final String PEOPLE = "people";

    /** Story sessions, but for what their beats say. Fields of their own: {@code session}, {@code state}, {@code mode}, {@code root}. */
    public static final String STORY_SESSIONS = "story-sessions";

    /**
     * Texts of stories and of beats of sessions, to be found by what they mean. Fields of their own: {@code source}, the
     * story or session; {@code alternative}, the telling of a beat; {@code model} of its vectors; {@code chunks}, nested,
     * each {@code number}, {@code start}, {@code end}, {@code text}, {@code reference} and a {@linkplain #vector vector}
     * once it has one. Here {@code kind} is {@code story} or {@code beat}, and {@code access: nobody} is what nobody finds.
     */
    public static final String CHUNKS = "chunks";

    /** Of how many numbers vectors can be; those of others are not found. */
    public static final List<Integer> VECTORS = List.of(384, 512, 768, 1024, 1536, 3072);

    /** Whose words are reduced to their stems, each in a field of its own; named as the analyzers are. */
    public static final List<String> LANGUAGES = List.of("english", "german", "french", "spanish");

    private static final JsonMapper JSON = JsonMapper.shared();

    private ReadSearch() {}

    /** The field, within a chunk, of vectors of that many numbers. */
    public static String vector(int dimensions) {
        return "vector" + dimensions;
    }

    /**
     * Settings and mappings of an index: what all share, and what is its own.
     *
     * @param alias for which there is a {@code search/<alias>.json}
     * @return JSON, as the request takes it that creates an index
     */
    public static String index(String alias) {
        ObjectNode index = read("shared");
        merge(index, read(alias));
        return index.toString();
    }

    private static ObjectNode read(String name) {
        try (InputStream in = ReadSearch.class.getResourceAsStream("/search/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(in, () -> "there is no search/" + name + ".json"));
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read search/" + name + ".json: " + failed.getMessage(), failed);
        }
    }

    private static void merge(ObjectNode into, ObjectNode more) {
        for (Map.Entry<String, JsonNode> entry : more.properties()) {
            JsonNode there = into.get(entry.getKey());
            if (there instanceof ObjectNode deeper && entry.getValue() instanceof ObjectNode own && !isField(own)) {
                merge(deeper, own);
            } else if (there != null) {
                throw new IllegalStateException(entry.getKey() + " is shared by all indices already");
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static boolean isField(ObjectNode node) {
        return node.path("type").isString();
    }

    /**
     * The filter, in the language of queries, that a reader of {@link #PEOPLE} needs. Whom an import has changed has two
     * documents: as they are ({@code changing} names the import), and as they were before it ({@code before: true} as well).
     * A reader sees the first where the import is among those complete imports that the reader has fixed for the request,
     * else the second; whom an unfinished import has added has no second one and is not seen.
     *
     * @param complete ids of the legacy's complete imports; of several legacies, of all of them
     */
    public static String peopleSeen(Collection<String> complete) {
        ArrayNode ids = JSON.createArrayNode();
        new TreeSet<>(complete).forEach(ids::add);
        return """
                {"bool":{"minimum_should_match":1,"should":[
                {"bool":{"must_not":{"exists":{"field":"changing"}}}},
                {"bool":{"filter":{"terms":{"changing":%1$s}},"must_not":{"term":{"before":true}}}},
                {"bool":{"filter":{"term":{"before":true}},"must_not":{"terms":{"changing":%1$s}}}}]}}""".formatted(ids);
    }
}
