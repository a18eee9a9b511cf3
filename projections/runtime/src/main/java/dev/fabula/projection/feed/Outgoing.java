package dev.fabula.projection.feed;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.privacy.SealedValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a stored payload what may leave: as it is where nothing in it is personal, which most are. */
final class Outgoing {

    /** Numbers leave just as they were stored. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final byte[] SEALED = "\"sealed\":".getBytes(StandardCharsets.US_ASCII);

    /**
     * What leaves of an event.
     *
     * @param withheld JSON pointers of what is left out, with * for every index; sorted, separated by commas; nothing
     *     where all of it is there
     */
    record Payload(byte[] json, @Nullable String withheld) {}

    /** Opens what is sealed; nothing where personal fields do not leave. */
    private final @Nullable SealedValues opener;

    private Outgoing(@Nullable SealedValues opener) {
        this.opener = opener;
    }

    static Outgoing withholding() {
        return new Outgoing(null);
    }

    static Outgoing inClear(SealedValues opener) {
        return new Outgoing(opener);
    }

    /** @throws RuntimeException where the payload is not JSON, or a sealed value does not open */
    Payload of(byte[] stored, String tenant, PersonalPaths paths) {
        if (!paths.isAnywhere() && !contains(stored, SEALED)) {
            return new Payload(stored, null);
        }
        JsonNode tree = JSON.readTree(stored);
        SortedSet<String> withheld = new TreeSet<>();
        visit(tree, paths, tenant, "", withheld);
        return withheld.isEmpty() && opener == null
                ? new Payload(stored, null)
                : new Payload(JSON.writeValueAsBytes(tree), withheld.isEmpty() ? null : String.join(",", withheld));
    }

    private void visit(JsonNode node, PersonalPaths paths, String tenant, String pointer, SortedSet<String> withheld) {
        if (node instanceof ObjectNode object) {
            List<String> gone = new ArrayList<>();
            for (var entry : object.properties()) {
                PersonalPaths below = paths.field(entry.getKey());
                String path = pointer + '/' + escaped(entry.getKey());
                JsonNode value = entry.getValue();
                if (below.isHere() || SealedValues.isSealed(value)) {
                    JsonNode open = outgoing(value, tenant);
                    if (open == null) {
                        gone.add(entry.getKey());
                        withheld.add(path);
                    } else {
                        entry.setValue(open);
                    }
                } else {
                    visit(value, below, tenant, path, withheld);
                }
            }
            object.remove(gone);
        } else if (node instanceof ArrayNode array) {
            String path = pointer + "/*";
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                if (paths.element().isHere() || SealedValues.isSealed(value)) {
                    JsonNode open = outgoing(value, tenant);
                    if (open == null) {
                        // The place stays, so that the others keep theirs.
                        array.setNull(i);
                        withheld.add(path);
                    } else {
                        array.set(i, open);
                    }
                } else {
                    visit(value, paths.element(), tenant, path, withheld);
                }
            }
        }
    }

    /** Nothing where it is withheld or erased. That somebody said nothing about themselves is not told either. */
    private @Nullable JsonNode outgoing(JsonNode value, String tenant) {
        SealedValues keys = opener;
        if (keys == null) {
            return null;
        }
        return SealedValues.isSealed(value) ? keys.open(new TenantId(tenant), value) : value;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static boolean contains(byte[] text, byte[] word) {
        outer:
        for (int i = 0; i <= text.length - word.length; i++) {
            for (int j = 0; j < word.length; j++) {
                if (text[i + j] != word[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
