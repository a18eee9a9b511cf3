package dev.fabula.application.dashboard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node tells Prometheus: which labels each metric has. */
record Scrape(Map<String, Set<String>> labels) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_][a-z0-9_]*)(?:\\{([^}]*)})? ");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern ASKED = Pattern.compile("([a-z_][a-z0-9_]*)\\{([^}]*)}");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");

    static Scrape of(String text) {
        Map<String, Set<String>> labels = new HashMap<>();
        Matcher samples = SAMPLE.matcher(text);
        while (samples.find()) {
            Set<String> of = labels.computeIfAbsent(samples.group(1), _ -> new HashSet<>());
            if (samples.group(2) != null) {
                LABEL.matcher(samples.group(2)).results().forEach(label -> of.add(label.group(1)));
            }
        }
        return new Scrape(labels);
    }

    /** Metrics that an expression names, and labels that it wants of them, and that are not here. */
    Set<String> missing(String expression) {
        Set<String> missing = new HashSet<>();
        Set<String> grouped = new HashSet<>();
        GROUPED.matcher(expression)
                .results()
                .forEach(by -> grouped.addAll(Set.of(by.group(1).split(", *"))));
        Matcher asked = ASKED.matcher(expression);
        boolean any = false;
        while (asked.find()) {
            any = true;
            Set<String> there = labels.get(asked.group(1));
            if (there == null) {
                missing.add(asked.group(1));
                continue;
            }
            Set<String> wanted = new HashSet<>(grouped);
            Pattern.compile("([a-z_]+)=")
                    .matcher(asked.group(2))
                    .results()
                    .forEach(label -> wanted.add(label.group(1)));
            wanted.removeAll(there);
            wanted.forEach(label -> missing.add(asked.group(1) + '{' + label + '}'));
        }
        if (!any) {
            missing.add("a metric with a selector in: " + expression);
        }
        return missing;
    }
}
