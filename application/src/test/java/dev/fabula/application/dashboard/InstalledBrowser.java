package dev.fabula.application.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The Chromium of this machine, driven by Playwright. Nothing is downloaded. */
final class InstalledBrowser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Playwright driver;
    private final Browser browser;

    private InstalledBrowser(Playwright driver, Browser browser) {
        this.driver = driver;
        this.browser = browser;
    }

    /** @throws TestAbortedException where there is none, or it cannot be driven: that says nothing of the page */
    static InstalledBrowser open() {
        Path program = find().orElseThrow(() -> new TestAbortedException(
                "no browser on the path (" + String.join(", ", NAMES) + "); install chromium"));
        Playwright driver;
        try {
            driver = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        } catch (PlaywrightException unusable) {
            throw new TestAbortedException("Playwright's driver does not run here: " + unusable.getMessage(), unusable);
        }
        try {
            return new InstalledBrowser(
                    driver,
                    driver.chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(program)
                                    // Chromium's sandbox refuses root; what it opens here is our own page alone.
                                    .setChromiumSandbox(
                                            !System.getProperty("user.name").equals("root"))));
        } catch (PlaywrightException unusable) {
            driver.close();
            throw new TestAbortedException(program + " does not start: " + unusable.getMessage(), unusable);
        }
    }

    private static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new, empty profile. */
    Visit visit(ColorScheme colours, int width) {
        return new Visit(browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(colours)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US")
                .setViewportSize(width, 900)));
    }

    @Override
    public void close() {
        browser.close();
        driver.close();
    }
}
