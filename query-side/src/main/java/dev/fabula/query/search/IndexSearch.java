package dev.fabula.query.search;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.fabula.readschema.ReadSearch;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Searches the indices of Elasticsearch by their aliases. What is said to it is in no log, because it names people. */
@Component
@Conditional(WithSearch.class)
final class IndexSearch implements SearchAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(IndexSearch.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<Integer> GONE = Set.of(404);
    private static final int FRAGMENT = 160;

    private final Rest5Client client;
    private final SearchProperties settings;
    private final String words;
    private final String meanings;
    private final RequestOptions options;

    IndexSearch(
            Rest5Client client, SearchProperties settings, @Value("${fabula.elasticsearch.prefix:}") String prefix) {
        this.client = client;
        this.settings = settings;
        this.words = prefix + ReadSearch.STORIES + "," + prefix + ReadSearch.PEOPLE + "," + prefix
                + ReadSearch.STORY_SESSIONS;
        this.meanings = prefix + ReadSearch.CHUNKS;
        this.options = RequestOptions.DEFAULT.toBuilder()
                .setRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(
                                Timeout.ofMilliseconds(settings.timeout().toMillis()))
                        .build())
                .build();
    }

    @Override
    public Moment open(boolean byWords, boolean byMeanings) {
        String first = byWords ? open(words) : null;
        return new Moment(first, byMeanings ? open(meanings) : null);
    }

    private String open(String aliases) {
        JsonNode answer = send("POST", "/" + aliases + "/_pit?keep_alive=" + kept(), null);
        if (answer == null) {
            // No generation is shown yet.
            throw SearchUnavailableException.index(null);
        }
        return answer.path("id").asString();
    }

    private String kept() {
        return settings.cursor().toSeconds() + "s";
    }

    @Override
    public void close(Moment moment) {
        for (String id : new String[] {moment.words(), moment.meanings()}) {
            if (id != null) {
                try {
                    var _ = send("DELETE", "/_pit", IndexQueries.object().put("id", id));
                } catch (SearchUnavailableException forgottenLater) {
                    LOG.debug("a point in time was not closed", forgottenLater);
                }
            }
        }
    }

    @Override
    public List<Found> byWords(Moment moment, Question question, int most) {
        ObjectNode body = request(moment.words(), most);
        body.set("query", IndexQueries.byWords(question));
        source(body, "kind", "key", "story", "person", "session", "legacy", "revision");
        List<Found> found = new ArrayList<>();
        for (JsonNode hit : hits(body)) {
            JsonNode is = hit.path("_source");
            Kind kind = Kind.valueOf(is.path("kind").asString().toUpperCase(Locale.ROOT));
            found.add(new Found(
                    kind,
                    is.path(kind.wireName()).asString(),
                    is.path("legacy").asString(null),
                    is.path("revision").asInt(0),
                    null,
                    hit.path("_score").asDouble(),
                    hit.path("_id").asString(),
                    Map.of()));
        }
        return found;
    }

    @Override
    public Map<Found.Source, Map<String, List<String>>> marked(
            Moment moment, Question question, Set<String> near, List<Found> some) {
        ObjectNode body = request(moment.words(), some.size()).put("_source", false);
        body.set("query", IndexQueries.among(question, some));
        Map<String, Found.Source> sources = new HashMap<>();
        for (Found each : some) {
            sources.put(each.document(), each.source());
        }
        ObjectNode highlight = body.putObject("highlight");
        highlight
                .put("type", "unified")
                .put("fragment_size", FRAGMENT)
                .put("number_of_fragments", 1)
                .put("max_analyzed_offset", 100_000);
        highlight.set("highlight_query", IndexQueries.marked(question.text(), near));
        highlight.putArray("pre_tags").add(String.valueOf(Marks.BEGIN));
        highlight.putArray("post_tags").add(String.valueOf(Marks.END));
        ObjectNode fields = highlight.putObject("fields");
        matched(fields, "title", true);
        matched(fields, "body", false);
        fields.putObject("names").put("number_of_fragments", 0);
        Map<Found.Source, Map<String, List<String>>> marked = new HashMap<>();
        for (JsonNode hit : hits(body)) {
            Found.Source source = sources.get(hit.path("_id").asString());
            if (source != null) {
                marked.put(source, marked(hit.path("highlight")));
            }
        }
        return marked;
    }

    private static void matched(ObjectNode fields, String field, boolean whole) {
        ObjectNode highlight = fields.putObject(field);
        if (whole) {
            highlight.put("number_of_fragments", 0);
        }
        ArrayNode with = highlight.putArray("matched_fields");
        ReadSearch.LANGUAGES.forEach(language -> with.add(field + "." + language));
    }

    private static Map<String, List<String>> marked(JsonNode highlight) {
        Map<String, List<String>> marked = new LinkedHashMap<>();
        highlight.properties().forEach(field -> {
            List<String> parts = new ArrayList<>();
            field.getValue().forEach(part -> parts.add(part.asString()));
            marked.put(field.getKey(), parts);
        });
        return marked;
    }

    @Override
    public List<Found> byMeaning(Moment moment, Question question, QueryVector vector, int most) {
        if (!ReadSearch.VECTORS.contains(vector.numbers().length)) {
            throw SearchUnavailableException.meaning();
        }
        ObjectNode body = request(moment.meanings(), most);
        body.set("knn", IndexQueries.byMeaning(question, vector, most));
        source(body, "kind", "source", "legacy", "revision");
        Map<Found.Source, Found> nearest = new LinkedHashMap<>();
        for (JsonNode hit : hits(body)) {
            JsonNode is = hit.path("_source");
            Kind kind = is.path("kind").asString().equals("story") ? Kind.STORY : Kind.SESSION;
            JsonNode chunk = hit.path("inner_hits")
                    .path("chunks")
                    .path("hits")
                    .path("hits")
                    .path(0)
                    .path("fields")
                    .path("chunks")
                    .path(0)
                    .path("number")
                    .path(0);
            Found found = new Found(
                    kind,
                    is.path("source").asString(),
                    is.path("legacy").asString(null),
                    is.path("revision").asInt(0),
                    chunk.asInt(0),
                    hit.path("_score").asDouble(),
                    hit.path("_id").asString(),
                    Map.of());
            nearest.putIfAbsent(found.source(), found);
        }
        return List.copyOf(nearest.values());
    }

    private ObjectNode request(@Nullable String moment, int most) {
        if (moment == null) {
            throw new CursorExpiredException();
        }
        ObjectNode body = IndexQueries.object().put("size", most).put("track_total_hits", false);
        body.put("timeout", settings.timeout().toMillis() + "ms");
        body.putObject("pit").put("id", moment).put("keep_alive", kept());
        return body;
    }

    private static void source(ObjectNode body, String... fields) {
        ArrayNode all = body.putArray("_source");
        for (String field : fields) {
            all.add(field);
        }
    }

    private List<JsonNode> hits(ObjectNode body) {
        JsonNode answer = send("POST", "/_search", body);
        if (answer == null) {
            throw new CursorExpiredException();
        }
        if (answer.path("timed_out").asBoolean()
                || answer.path("_shards").path("failed").asInt() > 0) {
            throw SearchUnavailableException.index(null);
        }
        List<JsonNode> hits = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hits::add);
        return hits;
    }

    /** Nothing where what is asked about is not there. */
    private @Nullable JsonNode send(String method, String path, @Nullable JsonNode body) {
        int question = path.indexOf('?');
        Request request = new Request(method, question < 0 ? path : path.substring(0, question));
        if (question >= 0) {
            String[] parameter = path.substring(question + 1).split("=", 2);
            request.addParameters(new HashMap<>(Map.of(parameter[0], parameter[1])));
        }
        request.setOptions(options);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(JSON.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        }
        try {
            Response response = client.performRequest(request);
            try (InputStream content = response.getEntity().getContent()) {
                return JSON.readTree(content);
            }
        } catch (ResponseException refused) {
            int status = refused.getResponse().getStatusCode();
            if (GONE.contains(status)) {
                return null;
            }
            if (status == 400) {
                // Ours, or a moment that is none of its own. What it says can hold what was looked for.
                LOG.warn("the search index refuses a question: HTTP {}", status);
                LOG.debug("refused", refused);
                if (path.equals("/_search") && !hasPit(refused)) {
                    throw new CursorExpiredException();
                }
            }
            throw SearchUnavailableException.index(null);
        } catch (IOException away) {
            throw SearchUnavailableException.index(away);
        }
    }

    private static boolean hasPit(ResponseException refused) {
        String message = String.valueOf(refused.getMessage());
        return !message.contains("invalid id") && !message.contains("decode");
    }
}
