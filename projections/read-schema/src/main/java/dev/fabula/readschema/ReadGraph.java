package dev.fabula.readschema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What readers of the graph rest on: scripts of constraints and indexes, and how a query begins. A script is never changed,
 * a new one is added; each of its statements can be repeated ({@code IF NOT EXISTS}).
 */
public final class ReadGraph {

    /**
     * How every query begins, with the name of the graph as parameter {@code graph}; {@code shown.target} is the generation
     * that all its elements carry, read once, so that one query sees one generation:
     *
     * <pre>{@code
     * MATCH (shown:Generation {projection: $graph})
     * MATCH (p:Person:Element {identity: shown.target + '/' + $tenant + '/' + $key})-[:PARENT_OF]->(child:Person)
     * RETURN child
     * }</pre>
     *
     * <p>The property {@code identity} finds an element by its key. Every node of a pattern names its label: the end of a
     * relationship whose node is not there yet, or no more, has none of them.
     */
    public static final String SHOWN = "MATCH (shown:Generation {projection: $graph}) ";

    /** In the order in which they were added; their names begin with their numbers. */
    private static final List<String> SCRIPTS = List.of("V1__markers.cypher");

    private static final Pattern NAME = Pattern.compile("V([0-9]+)__[a-z0-9_]+\\.cypher");

    private ReadGraph() {}

    /** The statements of each script by its number. */
    public static SortedMap<Integer, List<String>> scripts() {
        SortedMap<Integer, List<String>> scripts = new TreeMap<>();
        for (String script : SCRIPTS) {
            Matcher name = NAME.matcher(script);
            if (!name.matches() || scripts.put(Integer.valueOf(name.group(1)), statements(script)) != null) {
                throw new IllegalStateException(
                        "graph/" + script + " needs a number of its own: V<number>__<name>.cypher");
            }
        }
        return scripts;
    }

    private static List<String> statements(String script) {
        try (InputStream in = ReadGraph.class.getResourceAsStream("/graph/" + script)) {
            if (in == null) {
                throw new IllegalStateException("there is no graph/" + script);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.strip().startsWith("//"))
                    .collect(Collectors.joining("\n"));
            return Arrays.stream(text.split(";\\s*(\n|$)", -1))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read graph/" + script + ": " + failed.getMessage(), failed);
        }
    }
}
