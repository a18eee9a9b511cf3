package dev.fabula.application.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser, with what the real API answers of stories that were told. */
class DashboardBrowserTest {

    /** Those that the told stories must fill; others may say that there is nothing. */
    private static final Set<String> DRAWN = Set.of(
            "Stories",
            "Beats and choices",
            "Active users",
            "Ratings",
            "Average rating",
            "Top premises",
            "Choices taken",
            "Beats per story",
            "Generation latency",
            "Tokens",
            "Tokens by model",
            "Attempts by model",
            "Legacy growth",
            "Client events",
            "Page views");

    private static final String ANALYTICS = "/api/analytics/dashboard";

    private static TestApplication application;
    private static TestCaller olivia;
    private static InstalledBrowser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = InstalledBrowser.open();
        application = ToldTenant.start(DashboardBrowserTest.class);
        olivia = ToldTenant.tell(application);
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static String token(String who) throws Exception {
        return application.bearer(who).substring("Bearer ".length());
    }

    private static String url(String rest) {
        return application.uri("/dashboard" + rest).toString();
    }

    /** Opens the page through a link, and waits until the numbers are there. */
    private static Page open(Visit visit, String who) throws Exception {
        Page page = visit.page();
        page.navigate(url("#token=" + token(who)));
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Numbers changed");
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aLinkOpensSignedInAndItsTokenIsNowhereButInTheTab() throws Exception {
        String token = token("&tenant=alder&user=olivia");
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = visit.page();
            page.navigate(url("#token=" + token));
            assertThat(page.getByText("alder · olivia")).isVisible();

            assertThat(page.url()).doesNotContain("token");
            assertThat(visit.requests()).isNotEmpty().noneMatch(address -> address.contains(token));
            assertThat(visit.requests())
                    .allMatch(address -> address.startsWith(application.uri("/").toString()));
            assertThat(page.content()).doesNotContain(token);
            assertThat(page.evaluate("JSON.stringify(localStorage) + document.cookie"))
                    .isEqualTo("{}");
            assertThat(page.evaluate("sessionStorage.getItem('fabula.dashboard.token')"))
                    .isEqualTo(token);
            page.goBack();
            assertThat(page.url()).doesNotContain("token");
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void chartsAreDrawnAndNobodyIsKeptOut(ColorScheme colours, int width) throws Exception {
        try (Visit visit = browser.visit(colours, width)) {
            Page page = open(visit, "&tenant=alder&user=olivia");
            assertThat(visit.shift()).as("what is seen stays where it is").isLessThan(0.1);
            Set<String> drawn = new TreeSet<>();
            for (Locator card : page.locator("chart-card").all()) {
                String title = card.locator("h3").innerText();
                Locator canvas = card.locator("canvas");
                if (canvas.isVisible()) {
                    assertPainted(page, canvas, title);
                    drawn.add(title);
                } else {
                    assertThat(card.locator(".nothing")).containsText("Nothing in this range");
                }
            }

            assertThat(drawn).containsAll(DRAWN);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as("nothing is wider than the screen")
                    .isLessThanOrEqualTo(width);
            page.locator("details")
                    .all()
                    .forEach(details -> details.locator("summary").click());
            assertThat(visit.barriers()).isEmpty();
            assertThat(visit.errors()).isEmpty();
        }
    }

    /** Something is on it in the colours of series: axes alone would be a blank chart. */
    @SuppressWarnings("unchecked") // a list of strings, as the script makes it
    private static void assertPainted(Page page, Locator canvas, String title) throws Exception {
        List<String> series = (List<String>) page.evaluate("""
                () => [1, 2, 3, 4, 5, 6].map((number) => {
                  const probe = document.body.appendChild(document.createElement('i'));
                  probe.style.color = `var(--series-${number})`;
                  const colour = getComputedStyle(probe).color;
                  probe.remove();
                  return colour;
                })
                """);
        Pixels pixels = new Pixels(canvas.screenshot());
        assertThat(pixels.colours()).as("colours of " + title).isGreaterThan(8);
        assertThat(pixels.share(series)).as("painted of " + title).isGreaterThan(0.0003);
    }

    @Test
    void theTableUnderAChartSaysWhatTheApiSays() throws Exception {
        long started =
                olivia.read(ANALYTICS).at("/current/totals/sessionsStarted").asLong();
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = open(visit, "&tenant=alder&user=olivia");

            assertThat(page.locator(".tile")
                            .filter(new Locator.FilterOptions().setHasText("Stories started"))
                            .locator(".value"))
                    .hasText(Long.toString(started));
            Locator stories = page.locator("chart-card").first();
            stories.locator("summary").click();
            assertThat(stories.locator("tbody tr").last().locator("td").first()).hasText(Long.toString(started));
            assertThat(stories.locator("tbody tr")).hasCount(30);
            assertThat(page.locator("cohort-table tbody tr")).hasCount(1);
            assertThat(page.locator("cohort-table tbody td").first()).hasText("2");
            assertThat(page.locator("usage-table")).containsText("offline");
        }
    }

    @Test
    void everythingCanBeDoneWithKeysAndOneSeesWhereOneIs() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = open(visit, "&tenant=alder&user=olivia");
            List<String> walked = new ArrayList<>();
            for (int step = 0; step < 14; step++) {
                page.keyboard().press("Tab");
                walked.add((String) page.evaluate("document.activeElement.innerText.trim().split('\\n')[0]"));
                assertThat((boolean) page.evaluate("""
                        () => {
                          const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement);
                          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
                        }
                        """))
                        .as("focus of " + walked.getLast() + " is seen")
                        .isTrue();
            }
            assertThat(walked.getFirst()).isEqualTo("Skip to the content");
            assertThat(walked)
                    .containsSubsequence("Sign out", "Since yesterday", "7 days", "30 days", "Custom", "Pause updates");

            button(page, "7 days").focus();
            page.waitForResponse(
                    Pattern.compile("granularity=day"), () -> page.keyboard().press("Enter"));
            assertThat(button(page, "7 days")).hasAttribute("aria-pressed", "true");
            assertThat(page.url()).endsWith("?range=7d&granularity=day");
            page.locator("chart-card summary").first().focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("chart-card tbody tr").first()).isVisible();
            assertThat(page.locator("chart-card").first().locator("tbody tr")).hasCount(7);
        }
    }

    @Test
    void aTokenThatIsNotValidIsAskedForAgainAndSigningOutForgetsIt() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 360)) {
            Page page = visit.page();
            page.navigate(url(""));
            Locator field = page.getByLabel("Access token");
            assertThat(field).hasAttribute("type", "password");
            assertThat(visit.barriers()).isEmpty();
            assertThat(visit.errors()).isEmpty();

            field.fill("not-a-token");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("not valid here");
            assertThat(field).isFocused();
            assertThat(field).isEmpty();

            field.fill("Bearer " + token("&tenant=alder&user=olivia"));
            button(page, "Show the dashboard").click();
            assertThat(page.getByText("alder · olivia")).isVisible();
            button(page, "Sign out").click();
            assertThat(field).isVisible();
            assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
            assertThat(page.getByText("alder · olivia")).isHidden();
        }
    }

    @Test
    void aTokenThatExpiresIsAskedForAgain() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = open(visit, "&tenant=alder&user=olivia");
            page.route(
                    "**" + ANALYTICS + "**",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setStatus(401)
                            .setContentType("application/problem+json")
                            .setBody("{}")));
            button(page, "Update now").click();

            assertThat(page.getByRole(AriaRole.ALERT)).hasText("The token has expired. Sign in again.");
            assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
        }
    }

    @Test
    void operatorsSeeReadModelsAndAreToldQuietlyWhatTheyDoNotSee() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.DARK, 1280)) {
            Page page = open(visit, "&tenant=alder&role=operator");

            assertThat(page.locator("read-models tbody tr").filter(new Locator.FilterOptions().setHasText("erasures")))
                    .hasCount(1);
            assertThat(page.locator("tenant-analytics")).containsText("those of an owner or an editor do");
            assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
            assertThat(visit.requests()).noneMatch(address -> address.contains(ANALYTICS));
            assertThat(visit.barriers()).isEmpty();
            assertThat(visit.errors()).isEmpty();
        }
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = open(visit, "&tenant=alder&user=olivia");

            assertThat(page.locator("read-models")).containsText("Only operators see this");
            assertThat(page.locator("provider-health tbody tr")).not().hasCount(0);
            assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        }
    }

    @Test
    void numbersAreAskedForAgainButNotWhilePausedNorInATabThatNobodySees() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = visit.page();
            page.clock().install();
            open(visit, "&tenant=alder&user=olivia");

            Response again = page.waitForResponse(
                    Pattern.compile(ANALYTICS), () -> page.clock().runFor(15_500));
            assertThat(again.status()).as("nothing has changed").isEqualTo(304);
            button(page, "Pause updates").click();
            assertSilent(visit, page);
            page.waitForResponse(
                    Pattern.compile(ANALYTICS),
                    () -> button(page, "Pause updates").click());
            page.evaluate("""
                    () => {
                      Object.defineProperty(document, 'hidden', {get: () => true, configurable: true});
                      document.dispatchEvent(new Event('visibilitychange'));
                    }
                    """);
            assertSilent(visit, page);
            page.waitForResponse(Pattern.compile(ANALYTICS), () -> page.evaluate("""
                    () => {
                      delete document.hidden;
                      document.dispatchEvent(new Event('visibilitychange'));
                    }
                    """));
            assertThat(visit.errors()).isEmpty();
        }
    }

    private static void assertSilent(Visit visit, Page page) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        int before = visit.requests().size();
        page.clock().runFor(61_000);
        assertThat(visit.requests()).hasSize(before);
    }

    @Test
    void whatCannotBeAskedIsSaidAndWhatWasThereStays() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = open(visit, "&tenant=alder&user=olivia");
            page.route("**/api/**", Route::abort);
            button(page, "Update now").click();

            assertThat(page.locator("tenant-analytics").getByRole(AriaRole.ALERT))
                    .containsText("The server cannot be reached");
            assertThat(page.locator("chart-card canvas").first()).isVisible();
        }
    }

    @Test
    void aRangeThatCannotBeShownSaysWhy() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 360)) {
            Page page = open(visit, "&tenant=alder&user=olivia");
            button(page, "Custom").click();
            page.locator("#from").fill("2024-01-01");
            page.locator("#to").fill("2026-01-01");
            button(page, "Show").click();
            assertThat(page.locator(".wrong")).containsText("400 at most");

            page.locator("#from").fill("2025-12-01");
            page.waitForResponse(
                    response -> response.url().contains("from=2025-12-01&to=2026-01-01"),
                    () -> button(page, "Show").click());
            assertThat(page.locator("chart-card").first()).containsText("Nothing in this range");
            assertThat(visit.barriers()).isEmpty();
            assertThat(visit.errors()).isEmpty();
        }
    }

    @Test
    void theChosenColoursAreKept() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = open(visit, "&tenant=alder&user=olivia");
            Object light = page.evaluate("getComputedStyle(document.body).backgroundColor");
            page.getByLabel("Colours").selectOption("Dark");
            Object dark = page.evaluate("getComputedStyle(document.body).backgroundColor");
            page.reload();

            assertThat(dark).isNotEqualTo(light);
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo(dark);
            assertThat(page.getByLabel("Colours")).hasValue("dark");
        }
    }

    @Test
    void aBookmarkKeepsTheRangeAndNonsenseInItIsPassedOver() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = visit.page();
            page.navigate(url("?range=7d&granularity=hour#token=" + token("&tenant=alder&user=olivia")));
            assertThat(button(page, "7 days")).hasAttribute("aria-pressed", "true");
            assertThat(page.locator("chart-card").first().locator("tbody tr")).hasCount(7 * 24);

            page.navigate(url("?from=2020-01-01&to=2026-01-01&granularity=%3Cscript%3E"));
            assertThat(button(page, "30 days")).hasAttribute("aria-pressed", "true");
            assertThat(page.locator("chart-card").first().locator("tbody tr")).hasCount(30);
            assertThat(visit.errors()).isEmpty();
        }
    }

    /** The API gives no such label; a page must not depend on that. */
    @Test
    void whatTheApiAnswersIsTextAndNeverMarkup() throws Exception {
        try (Visit visit = browser.visit(ColorScheme.LIGHT, 1280)) {
            Page page = visit.page();
            page.route("**" + ANALYTICS + "**", route -> {
                String real = route.fetch().text();
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(real.replace("\"fantasy\"", "\"<img src=x onerror=document.title='taken'>\"")));
            });
            open(visit, "&tenant=alder&user=olivia");

            assertThat(page.locator("chart-card tbody")
                            .filter(new Locator.FilterOptions().setHasText("<img src=x"))
                            .first())
                    .isAttached();
            assertThat(page.locator("img")).hasCount(0);
            assertThat(page.title()).isEqualTo("Fabula dashboard");
            assertThat(visit.errors()).isEmpty();
        }
    }
}
