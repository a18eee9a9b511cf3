package dev.fabula.application.dashboard;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** One tab of a new profile, and what it complained of. */
final class Visit implements AutoCloseable {

    private static final String AXE = script();

    private final BrowserContext profile;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Page page;

    Visit(BrowserContext profile) {
        this.profile = profile;
        profile.setDefaultTimeout(30_000);
        profile.addInitScript(AXE);
        page = profile.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.onRequest((Request request) -> requests.add(request.url()));
    }

    /** The script of axe-core, which looks for what keeps people from using a page. */
    private static String script() {
        try (InputStream file = Objects.requireNonNull(Visit.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Page page() {
        return page;
    }

    /** What the console had to say, violations of the policy among it. */
    List<String> errors() {
        return errors;
    }

    List<String> requests() {
        return requests;
    }

    /** What keeps people from using the page, as far as that can be told by a program: rule, and where. */
    @SuppressWarnings("unchecked") // a list of strings, as the script makes it
    List<String> barriers() {
        return (List<String>) page.evaluate("""
                async () => {
                  const {violations, passes} = await axe.run(document);
                  if (passes.length < 15) return ['axe looked at next to nothing: ' + passes.length + ' rules'];
                  const told = ({html, failureSummary}) => html + ' ' + failureSummary;
                  return violations
                    .filter(({impact}) => impact === 'serious' || impact === 'critical')
                    .map(({id, nodes}) => id + ': ' + nodes.map(told).join(' | '));
                }
                """);
    }

    /**
     * How much of what was seen moved by itself since the page was opened: cumulative layout shift, as the browser
     * measures it. Up to 0.1 is good (Web Vitals).
     */
    double shift() {
        Number sum = (Number) page.evaluate("""
                () => new Promise((resolve) => {
                  new PerformanceObserver((list) => {
                    const moved = list.getEntries().filter(({hadRecentInput}) => !hadRecentInput);
                    resolve(moved.reduce((sum, {value}) => sum + value, 0));
                  }).observe({type: 'layout-shift', buffered: true});
                  setTimeout(() => resolve(0), 1000);
                })
                """);
        return sum.doubleValue();
    }

    @Override
    public void close() {
        profile.close();
    }
}
