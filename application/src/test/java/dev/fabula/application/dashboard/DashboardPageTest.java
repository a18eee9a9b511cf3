package dev.fabula.application.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page over HTTP, without a browser: everything that it names is there, comes from here, and is allowed. */
class DashboardPageTest {

    private static final Pattern INCLUDED = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("(?:from|import)\\s*\\(?[\"']([^\"'\\s]+)[\"']");
    private static final Pattern IMPORT_MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>");
    private static final Pattern FOREIGN = Pattern.compile("(?:https?:)?//[a-z0-9-]+\\.[a-z]{2,}");
    /** Names the language of the file, and is fetched by nobody. */
    private static final String SVG = "http://www.w3.org/2000/svg";

    private static TestApplication application;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.startLocal(DashboardPageTest.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String page() throws Exception {
        return get("/dashboard").body();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        HttpResponse<String> answer = application.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer;
    }

    private static String importMap() throws Exception {
        return IMPORT_MAP
                .matcher(page())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** All that is loaded, by its path. */
    private static Map<String, String> loaded() throws Exception {
        Map<String, String> imports = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry :
                JsonMapper.shared().readTree(importMap()).path("imports").properties()) {
            imports.put(entry.getKey(), entry.getValue().asString());
        }
        Map<String, String> bodies = new TreeMap<>();
        ArrayDeque<String> waiting = new ArrayDeque<>(
                INCLUDED.matcher(page()).results().map(found -> found.group(1)).toList());
        while (!waiting.isEmpty()) {
            String path = waiting.poll();
            if (bodies.containsKey(path)) {
                continue;
            }
            String body = get(path).body();
            bodies.put(path, body);
            if (path.endsWith(".js")) {
                IMPORTED.matcher(body)
                        .results()
                        .map(found -> resolve(imports, path, found))
                        .forEach(waiting::add);
            }
        }
        return bodies;
    }

    /** As HTML resolves the names of modules. */
    private static String resolve(Map<String, String> imports, String from, MatchResult named) {
        String name = named.group(1);
        if (name.startsWith(".") || name.startsWith("/")) {
            return URI.create(from).resolve(name).getPath();
        }
        String exact = imports.get(name);
        if (exact != null) {
            return exact;
        }
        return imports.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/") && name.startsWith(entry.getKey()))
                .map(entry -> entry.getValue() + name.substring(entry.getKey().length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(from + " imports " + name + ", which the page does not map"));
    }

    @Test
    void everythingThatThePageLoadsIsThere() throws Exception {
        Set<String> paths = new LinkedHashSet<>(loaded().keySet());

        assertThat(paths)
                .contains("/dashboard/assets/token-from-link.js", "/dashboard/assets/components/chart-card.js")
                .anyMatch(path -> path.matches("/dashboard/libraries/lit-html/[0-9.]+/lit-html\\.js"))
                .anyMatch(path -> path.matches("/dashboard/libraries/chart\\.js/[0-9.]+/dist/chart\\.js"))
                .anyMatch(path -> path.matches("/dashboard/libraries/kurkle__color/[0-9.]+/dist/color\\.esm\\.js"));
    }

    @Test
    void nothingOfOursComesFromAnotherHost() throws Exception {
        loaded().forEach((path, body) -> {
            if (path.startsWith("/dashboard/assets/")) {
                assertThat(body.replace(SVG, "")).as(path).doesNotContainPattern(FOREIGN);
            }
        });
        assertThat(page()).doesNotContainPattern(FOREIGN);
    }

    @Test
    void thePolicyAllowsThisPagesImportMapAndNoOtherInlineScript() throws Exception {
        String policy = get("/dashboard")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
        String hash = Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(importMap().getBytes(StandardCharsets.UTF_8)));

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self' 'sha256-" + hash + "'", "style-src 'self'")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(page()).doesNotContainPattern("\\s(?:on[a-z]+|style)=");
        assertThat(page().split("<script", -1)).as("scripts").hasSize(5);
        assertThat(page().split("<script (?:type=\"module\" )?src=", -1))
                .as("scripts in files")
                .hasSize(4);
    }

    @Test
    void librariesAreKeptForEverAndOurOwnFilesAreAskedForAgain() throws Exception {
        for (String path : loaded().keySet()) {
            String kept = get(path).headers().firstValue("Cache-Control").orElse("");
            assertThat(kept)
                    .as(path)
                    .isEqualTo(
                            path.startsWith("/dashboard/libraries/")
                                    ? "max-age=31536000, public, immutable"
                                    : "no-cache");
        }
    }

    @Test
    void noOtherFileOfTheClassPathIsServed() throws Exception {
        for (String path : Set.of(
                "/dashboard/index.html",
                "/dashboard/assets/../index.html",
                "/dashboard/assets/%2e%2e/index.html",
                "/dashboard/libraries/swagger-ui/index.html",
                "/dashboard/libraries/lit/../swagger-ui/index.html",
                "/webjars/lit/index.js")) {
            assertThat(application.get(path).statusCode()).as(path).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void whatThePageShowsIsForNobodyWithoutAToken() throws Exception {
        for (String path : Set.of("/api/me", "/api/ai/health", "/api/admin/projections", "/api/analytics/dashboard")) {
            assertThat(application.get(path).statusCode()).as(path).isEqualTo(401);
        }
    }
}
