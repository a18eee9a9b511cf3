package dev.fabula.query.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page itself, which anybody may have: what it shows needs a token, which it asks for. */
@Controller
class DashboardPage {

    private static final String PLACE = "{{imports}}";

    private final String html;
    private final String policy;

    DashboardPage() {
        ImportMap imports = ImportMap.ofClassPath();
        html = text("index.html").replace(PLACE, imports.json());
        policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' " + imports.hash(),
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                // Text becomes markup through the templates of Lit alone.
                "require-trusted-types-for 'script'",
                "trusted-types lit-html");
    }

    private static String text(String name) {
        try (InputStream file = DashboardPage.class.getResourceAsStream(DashboardAssets.FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("the dashboard's page " + name + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @GetMapping(path = "/dashboard", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "no-referrer")
                .body(html);
    }
}
