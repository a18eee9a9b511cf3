package dev.fabula.query.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.webjars.WebJarVersionLocator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the page's modules find the libraries they name, in the versions that this build has: an import map as HTML
 * defines it. It must stand in the page itself, so the page's policy allows it by its hash.
 *
 * @param json of the form {"imports": {name: path}}
 */
record ImportMap(String json) {

    /** Under which each library is, one folder a version. */
    static final String PATH = "/dashboard/libraries/";

    /** Libraries by the name that their authors gave them, and which folder of the class path they are in. */
    static final Map<String, String> FOLDERS = Map.of(
            "lit", "lit",
            "lit-html", "lit-html",
            "lit-element", "lit-element",
            "@lit/reactive-element", "lit__reactive-element",
            "chart.js", "chart.js",
            "@kurkle/color", "kurkle__color");

    private static final Map<String, String> ENTRIES = Map.of(
            "lit", "index.js",
            "lit-html", "lit-html.js",
            "lit-element", "index.js",
            "@lit/reactive-element", "reactive-element.js",
            "chart.js", "dist/chart.js",
            "@kurkle/color", "dist/color.esm.js");

    /** @throws IllegalStateException naming the library that is not on the class path */
    static ImportMap ofClassPath() {
        WebJarVersionLocator versions = new WebJarVersionLocator();
        Map<String, String> imports = new LinkedHashMap<>();
        FOLDERS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(library -> {
            String version = versions.version(library.getValue());
            if (version == null) {
                throw new IllegalStateException(
                        "the dashboard's library " + library.getKey() + " is not on the class path");
            }
            String folder = PATH + library.getValue() + '/' + version + '/';
            imports.put(library.getKey(), folder + ENTRIES.get(library.getKey()));
            imports.put(library.getKey() + '/', folder);
        });
        return new ImportMap(JsonMapper.shared().writeValueAsString(Map.of("imports", imports)));
    }

    /** As a content security policy names it. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + '\'';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
