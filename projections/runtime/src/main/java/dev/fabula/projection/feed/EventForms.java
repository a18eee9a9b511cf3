package dev.fabula.projection.feed;

import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.EventTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The forms in which events leave: as they were stored, so one for each revision that ever was. What an event looks like
 * in a topic never changes with the version that sent it.
 */
public final class EventForms {

    private static final String FOLDER = "/dev/fabula/contracts/events/";
    private static final String PERSONAL = "x-personal-data";

    /**
     * A form.
     *
     * @param type the wire name
     * @param aggregate the kind of aggregate that such events are of
     * @param current whether it is what is stored today
     * @param schema JSON Schema 2020-12, as it is published: in clear, with everything there
     */
    public record Form(String type, int revision, String aggregate, boolean current, ObjectNode schema) {

        /** As {@code ce_type} says it. */
        public String name() {
            return "fabula." + type + ".v" + revision;
        }
    }

    private final Map<String, Form> forms = new TreeMap<>();

    private EventForms() {}

    /**
     * Every form of these types.
     *
     * @throws IllegalStateException where one has no published schema
     */
    public static EventForms of(EventTypes types) {
        EventForms all = new EventForms();
        for (EventTypes.Type type : types.all()) {
            for (int revision = 1; revision <= type.revision(); revision++) {
                Form form = new Form(
                        type.name(),
                        revision,
                        type.aggregate(),
                        revision == type.revision(),
                        published(type.name(), revision));
                all.forms.put(form.name(), form);
            }
        }
        return all;
    }

    private static ObjectNode published(String type, int revision) {
        String file = FOLDER + type + ".v" + revision + ".schema.json";
        try (InputStream in = EventType.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the schema of " + type + " revision " + revision + " is not at " + file);
            }
            return (ObjectNode) JsonMapper.shared().readTree(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** In the order of their names. */
    public Collection<Form> all() {
        return List.copyOf(forms.values());
    }

    /** Those that a feed may send. */
    List<Form> of(Feed feed) {
        return forms.values().stream().filter(form -> feed.matches(form.type())).toList();
    }

    public Optional<Form> find(String type, int revision) {
        return named("fabula." + type + ".v" + revision);
    }

    /** @param name as {@code ce_type} says it */
    public Optional<Form> named(String name) {
        return Optional.ofNullable(forms.get(name));
    }

    /** The schema of what leaves: personal fields need not be there, and say why. */
    public static ObjectNode served(Form form) {
        ObjectNode schema = form.schema().deepCopy();
        relax(schema);
        schema.put(
                "description",
                "Fields with x-personal-data are absent where the feed withholds them and where their subject was erased;"
                        + " the header ce_withheld names them then.");
        return schema;
    }

    private static void relax(ObjectNode schema) {
        if (schema.get("required") instanceof ArrayNode required
                && schema.get("properties") instanceof ObjectNode fields) {
            ArrayNode kept = schema.arrayNode();
            required.forEach(name -> {
                if (!isPersonal(fields.get(name.asString()))) {
                    kept.add(name);
                }
            });
            schema.set("required", kept);
        }
        schema.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode below) {
                relax(below);
            }
        });
    }

    static boolean isPersonal(@Nullable JsonNode schema) {
        return schema != null && schema.has(PERSONAL);
    }
}
