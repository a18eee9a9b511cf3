package dev.fabula.query.search;

import dev.fabula.query.legacy.Reach;
import dev.fabula.readschema.ReadSearch;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the index is asked, in its own language. Whose and for whom is part of every question. */
final class IndexQueries {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** A title says what a text is about, a name who somebody is. */
    private static final double TITLE = 2.0;

    private static final double NAMES = 3.0;
    /** A word as it stands says more than its stem, which other words share. */
    private static final double STEM = 0.7;

    private static final double TYPO = 0.4;
    private static final double TAG = 1.5;

    private IndexQueries() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode byWords(Question question) {
        ObjectNode bool = object();
        ArrayNode filters = filters(question, "story");
        ObjectNode kinds = bool(filters);
        ArrayNode some = kinds.putArray("should");
        kinds.put("minimum_should_match", 1);
        if (question.wants(Kind.STORY)) {
            some.add(term("kind", "story"));
        }
        if (question.wants(Kind.SESSION)) {
            some.add(term("kind", "session"));
        }
        if (question.wants(Kind.PERSON)) {
            ArrayNode both = bool(some).putArray("filter");
            both.add(term("kind", "person"));
            both.add(JSON.readTree(ReadSearch.peopleSeen(question.reach().imports())));
        }
        bool.set("filter", filters);
        ArrayNode must = bool.putArray("must");
        question.text().phrases().forEach(phrase -> must.add(phrase(phrase)));
        if (!question.text().words().isEmpty()) {
            must.add(words(question.text()));
        }
        ObjectNode query = object();
        query.set("bool", bool);
        return query;
    }

    private static ObjectNode phrase(String phrase) {
        ObjectNode query = object();
        ObjectNode match = query.putObject("multi_match").put("query", phrase).put("type", "phrase");
        ArrayNode fields = match.putArray("fields");
        fields.add("title^" + TITLE).add("body").add("names^" + NAMES).add("places");
        return query;
    }

    private static ObjectNode words(QueryText text) {
        ObjectNode query = object();
        ObjectNode bool = query.putObject("bool").put("minimum_should_match", 1);
        ArrayNode should = bool.putArray("should");
        String words = String.join(" ", text.words());
        should.add(inAnyForm(words));
        ObjectNode fuzzy = should.addObject()
                .putObject("multi_match")
                .put("query", words)
                .put("type", "best_fields")
                .put("fuzziness", "AUTO")
                // What nobody mistypes, and what keeps the words few that are compared.
                .put("prefix_length", 1)
                .put("max_expansions", 30)
                .put("boost", TYPO);
        fuzzy.putArray("fields").add("title^" + TITLE).add("body").add("names^" + NAMES);
        ArrayNode tags = object().putArray("terms");
        TreeSet<String> wanted = new TreeSet<>(text.words());
        wanted.add(words);
        text.words().forEach(word -> wanted.add(word.toLowerCase(Locale.ROOT)));
        wanted.forEach(tags::add);
        for (String field : List.of("tags", "genres")) {
            ObjectNode terms = should.addObject().putObject("terms");
            terms.set(field, tags.deepCopy());
            terms.put("boost", TAG);
        }
        return query;
    }

    /** What was found before, as long as it may be found. */
    static ObjectNode among(Question question, Collection<Found> some) {
        ArrayNode filters = filters(question, "story");
        ArrayNode ids = filters.addObject().putObject("ids").putArray("values");
        some.forEach(each -> ids.add(each.document()));
        ObjectNode query = object();
        query.putObject("bool").set("filter", filters);
        return query;
    }

    private static ObjectNode inAnyForm(String words) {
        ObjectNode query = object();
        ArrayNode fields = query.putObject("multi_match")
                .put("query", words)
                .put("type", "most_fields")
                .putArray("fields");
        fields.add("title^" + TITLE).add("body").add("names^" + NAMES).add("places");
        for (String language : ReadSearch.LANGUAGES) {
            fields.add("title." + language + "^" + TITLE * STEM / 2).add("body." + language + "^" + STEM / 2);
        }
        return query;
    }

    /**
     * What is marked in a text. Without typing errors: the index would make an automaton of each word anew for each field of
     * each text.
     *
     * @param near words of the texts that take their place
     */
    static ObjectNode marked(QueryText text, Collection<String> near) {
        ObjectNode query = object();
        ArrayNode should = query.putObject("bool").putArray("should");
        text.phrases().forEach(phrase -> should.add(phrase(phrase)));
        if (!text.words().isEmpty()) {
            should.add(inAnyForm(String.join(" ", text.words())));
        }
        if (!near.isEmpty()) {
            should.addObject()
                    .putObject("multi_match")
                    .put("query", String.join(" ", near))
                    .putArray("fields")
                    .add("title")
                    .add("body")
                    .add("names");
        }
        return query;
    }

    /** @param story the field that has a story's id */
    private static ArrayNode filters(Question question, String story) {
        ArrayNode filters = JsonNodeFactory.instance.arrayNode();
        filters.add(term("tenant", question.tenant()));
        filters.add(access(question, story));
        if (!question.legacies().isEmpty()) {
            filters.add(terms("legacy", question.legacies()));
        }
        if (question.from() != null || question.to() != null) {
            ObjectNode date = filters.addObject().putObject("range").putObject("date");
            if (question.from() != null) {
                date.put("gte", question.from().toString());
            }
            if (question.to() != null) {
                // Rounded up to the end of the day.
                date.put("lte", question.to() + "||/d");
            }
        }
        return filters;
    }

    private static ObjectNode access(Question question, String story) {
        Reach reach = question.reach();
        ObjectNode query = object();
        ArrayNode ways = query.putObject("bool").put("minimum_should_match", 1).putArray("should");
        ObjectNode owned = bool(ways);
        owned.putArray("filter").add(term("access", "owner")).add(term("owners", question.actor()));
        if (reach.all().read() || !reach.own().read().isEmpty()) {
            ArrayNode read = bool(ways).putArray("filter");
            if (!reach.all().read()) {
                read.add(terms("legacy", reach.own().read()));
            }
            ObjectNode seen = bool(read);
            seen.put("minimum_should_match", 1);
            ArrayNode how = seen.putArray("should");
            how.add(term("access", "readers"));
            drafts(how, question, story);
        }
        return query;
    }

    private static void drafts(ArrayNode how, Question question, String story) {
        Reach reach = question.reach();
        ObjectNode draft = bool(how);
        draft.putArray("filter").add(term("access", "draft"));
        if (reach.all().drafts()) {
            return;
        }
        draft.put("minimum_should_match", 1);
        ArrayNode whose = draft.putArray("should");
        whose.add(terms("legacy", reach.own().drafts()));
        whose.add(terms(story, reach.stories()));
        ArrayNode own = bool(whose).putArray("filter");
        own.add(term("author", question.actor()));
        if (!reach.all().ownDrafts()) {
            own.add(terms("legacy", reach.own().ownDrafts()));
        }
    }

    /**
     * @param most chunks' texts wanted, and so stories and beats
     */
    static ObjectNode byMeaning(Question question, QueryVector vector, int most) {
        ObjectNode knn = object();
        knn.put("field", "chunks." + ReadSearch.vector(vector.numbers().length));
        ArrayNode numbers = knn.putArray("query_vector");
        for (float number : vector.numbers()) {
            numbers.add(number);
        }
        knn.put("k", most).put("num_candidates", Math.min(10_000, Math.max(100, 2 * most)));
        ArrayNode filters = filters(question, "source");
        filters.add(term("model", vector.model()));
        ArrayNode kinds = filters.addObject().putObject("terms").putArray("kind");
        if (question.wants(Kind.STORY)) {
            kinds.add("story");
        }
        if (question.wants(Kind.SESSION)) {
            kinds.add("beat");
        }
        knn.set("filter", filters);
        ObjectNode inner = knn.putObject("inner_hits").put("size", 1).put("_source", false);
        inner.putArray("fields").add("chunks.number");
        return knn;
    }

    private static ObjectNode bool(ArrayNode in) {
        return in.addObject().putObject("bool");
    }

    private static ObjectNode term(String field, String value) {
        ObjectNode query = object();
        query.putObject("term").put(field, value);
        return query;
    }

    private static ObjectNode terms(String field, Collection<String> values) {
        ObjectNode query = object();
        ArrayNode all = query.putObject("terms").putArray(field);
        new TreeSet<>(values).forEach(all::add);
        return query;
    }
}
