package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Families as people read them, over HTTP. */
class FamiliesTest {

    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller victor;
    private static TestCaller oscar;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(FamiliesTest.class, List.of(), "--spring.profiles.active=local");
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        victor = new TestCaller(application, "&tenant=alder&user=victor");
        oscar = new TestCaller(application, "&tenant=birch&user=oscar");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String legacy(String slug) throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", slug, "name", "The " + slug)));
        return "/api/legacies/" + slug;
    }

    /** @param fact death:1900, for instance; nothing for who may live */
    private static String person(String legacy, String name, String... fact) throws Exception {
        List<Map<String, String>> facts = new ArrayList<>();
        for (String each : fact) {
            facts.add(Map.of("kind", each.split(":")[0], "date", each.split(":")[1]));
        }
        return expect(
                        201,
                        olivia.post(
                                legacy + "/people",
                                Map.of("names", List.of(Map.of("full", name)), "sex", "female", "facts", facts)))
                .path("person")
                .asString();
    }

    private static String dead(String legacy, String name) throws Exception {
        return person(legacy, name, "death:1900");
    }

    private static String joined(String legacy, String kind, String from, String to, Object... more) throws Exception {
        Map<String, Object> body = new HashMap<>(Map.of("kind", kind, "from", from, "to", to));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return expect(201, olivia.post(legacy + "/relationships", body))
                .path("relationship")
                .asString();
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(each -> each.path("name").asString()).toList();
    }

    /** The one with these partners. */
    private static JsonNode of(JsonNode page, String... partners) {
        return page.path("families")
                .valueStream()
                .filter(family -> Set.copyOf(names(family.path("partners"))).equals(Set.of(partners)))
                .reduce((_, second) -> {
                    throw new AssertionError("two families of the same partners: " + second);
                })
                .orElseThrow(() -> new AssertionError("no family of " + List.of(partners) + " in " + page));
    }

    @Test
    void aNamedFamilyIsReadTogether() throws Exception {
        String legacy = legacy("named-family");
        String ann = dead(legacy, "Ann /Vale/");
        String tom = dead(legacy, "Tom /Vale/");
        String second = dead(legacy, "Second /Vale/");
        String first = dead(legacy, "First /Vale/");
        String unplaced = dead(legacy, "Unplaced /Vale/");
        List<Map<String, String>> facts =
                List.of(Map.of("kind", "divorce", "date", "1899"), Map.of("kind", "marriage", "date", "1880"));
        String marriage = joined(legacy, "partner", tom, ann, "family", "F1", "facts", facts);
        for (String parent : List.of(ann, tom)) {
            joined(legacy, "parent-child", parent, unplaced, "family", "F1");
            joined(legacy, "parent-child", parent, second, "family", "F1", "place", 2);
        }
        joined(legacy, "parent-child", ann, first, "family", "F1", "place", 1);
        joined(legacy, "parent-child", tom, first, "family", "F1", "place", 1, "pedigree", "adopted");

        JsonNode family = olivia.read(legacy + "/families/F1");
        assertThat(names(family.path("partners"))).containsExactly("Tom Vale", "Ann Vale");
        assertThat(family.path("partners").get(0).path("sex").asString()).isEqualTo("female");
        assertThat(family.path("facts")
                        .valueStream()
                        .map(fact -> fact.path("kind").asString()))
                .containsExactly("marriage", "divorce");
        assertThat(names(family.path("children"))).containsExactly("First Vale", "Second Vale", "Unplaced Vale");
        assertThat(family.path("children").get(0).has("pedigree")).isFalse();
        assertThat(family.path("children")
                        .get(0)
                        .path("parents")
                        .valueStream()
                        .filter(each -> each.path("parent").asString().equals(tom))
                        .map(each -> each.path("pedigree").asString()))
                .containsExactly("adopted");
        assertThat(family.path("children").get(1).path("pedigree").asString()).isEqualTo("birth");
        assertThat(family.path("couple").get(0).path("relationship").asString()).isEqualTo(marriage);
        assertThat(olivia.read(legacy + "/families").path("families").get(0)).isEqualTo(family);

        JsonNode alone = olivia.read(legacy + "/relationships/" + marriage);
        assertThat(alone.path("from").path("name").asString()).isEqualTo("Tom Vale");
        assertThat(alone.path("facts")).isEqualTo(family.path("facts"));

        oscar.follow(olivia);
        for (String path : List.of("/families", "/families/F1", "/relationships/" + marriage)) {
            expectProblem(404, "not-found", oscar.get(legacy + path));
        }
        expectProblem(404, "not-found", olivia.get(legacy + "/families/F2"));
        expectProblem(404, "not-found", olivia.get(legacy + "/families/~F1"));
        expectProblem(404, "not-found", olivia.get(legacy + "/relationships/" + ann));
        expectProblem(400, "bad-request", olivia.get(legacy + "/families?cursor=x"));
        expectProblem(400, "bad-request", olivia.get(legacy + "/families?limit=0"));
    }

    @Test
    void whatWasJoinedByHandIsGroupedByItsPartners() throws Exception {
        String legacy = legacy("by-hand");
        String ann = dead(legacy, "Ann /A/");
        String tom = dead(legacy, "Tom /A/");
        String ben = dead(legacy, "Ben /A/");
        String both = dead(legacy, "Both /A/");
        String annsAlone = dead(legacy, "Half /A/");
        String unmarried = dead(legacy, "Unmarried /A/");
        String given = dead(legacy, "Given /A/");
        String mother = dead(legacy, "Mother /B/");
        String father = dead(legacy, "Father /B/");
        joined(legacy, "partner", ann, tom, "facts", List.of(Map.of("kind", "marriage", "date", "1880")));
        joined(legacy, "partner", ann, ben);
        joined(legacy, "parent-child", ann, both);
        joined(legacy, "parent-child", tom, both);
        joined(legacy, "parent-child", ann, annsAlone);
        // Parents of whom nobody says that they were partners.
        joined(legacy, "parent-child", mother, unmarried);
        joined(legacy, "parent-child", father, unmarried);
        // Born to one couple, and adopted by another.
        joined(legacy, "parent-child", mother, given);
        joined(legacy, "parent-child", father, given);
        joined(legacy, "parent-child", ann, given, "pedigree", "adopted");
        joined(legacy, "parent-child", tom, given, "pedigree", "adopted");
        joined(legacy, "association", ann, mother, "role", "godparent");

        JsonNode page = olivia.read(legacy + "/families");
        assertThat(page.path("families")).hasSize(4);
        JsonNode couple = of(page, "Ann A", "Tom A");
        assertThat(names(couple.path("children"))).containsExactlyInAnyOrder("Both A", "Given A");
        assertThat(couple.path("facts")).hasSize(1);
        assertThat(of(page, "Ann A", "Ben A").path("children")).isEmpty();
        assertThat(names(of(page, "Ann A").path("children"))).containsExactly("Half A");
        assertThat(names(of(page, "Mother B", "Father B").path("children")))
                .containsExactlyInAnyOrder("Unmarried A", "Given A");
        String id = couple.path("family").asString();
        assertThat(olivia.read(legacy + "/families/" + id)).isEqualTo(couple);

        // The id stays while children come; two who are found to be one are one partner.
        joined(legacy, "parent-child", tom, annsAlone);
        page = olivia.read(legacy + "/families");
        assertThat(page.path("families")).hasSize(3);
        assertThat(of(page, "Ann A", "Tom A").path("family").asString()).isEqualTo(id);
        assertThat(of(page, "Ann A", "Tom A").path("children")).hasSize(3);
        expect(204, olivia.post(legacy + "/people/" + tom + "/merge", Map.of("merged", ben)));
        page = olivia.read(legacy + "/families");
        assertThat(page.path("families")).hasSize(2);
        assertThat(of(page, "Ann A", "Tom A").path("couple")).hasSize(2);
        // Also one after the other.
        String thom = dead(legacy, "Thom /A/");
        expect(204, olivia.post(legacy + "/people/" + thom + "/merge", Map.of("merged", tom)));
        page = olivia.read(legacy + "/families");
        assertThat(names(of(page, "Ann A", "Thom A").path("children"))).hasSize(3);
        // Who was removed is nobody's partner any more.
        expect(204, olivia.delete(legacy + "/people/" + father));
        page = olivia.read(legacy + "/families");
        assertThat(names(of(page, "Mother B").path("children"))).hasSize(2);
    }

    @Test
    void outsidersSeeOfTheLivingThatTheyAreThere() throws Exception {
        String legacy = legacy("living-families");
        String dead = dead(legacy, "Dead /Vale/");
        String widow = person(legacy, "Widow /Vale/", "birth:1990");
        String child = person(legacy, "Child /Vale/", "birth:2015");
        String other = person(legacy, "Other /Vale/", "birth:1991");
        List<Map<String, String>> facts = List.of(Map.of("kind", "marriage", "date", "2014"));
        for (String family : List.of("F1", "")) {
            Object[] named = family.isEmpty() ? new Object[] {} : new Object[] {"family", family};
            Object[] withFacts =
                    family.isEmpty() ? new Object[] {"facts", facts} : new Object[] {"family", "F1", "facts", facts};
            joined(legacy, "partner", dead, widow, withFacts);
            if (!family.isEmpty()) {
                joined(legacy, "parent-child", dead, child, named);
                joined(legacy, "parent-child", widow, child, named);
            }
        }
        String hidden = joined(legacy, "partner", widow, other, "family", "F2", "facts", facts);
        joined(legacy, "partner", child, other);
        assertThat(olivia.read(legacy + "/families").path("families")).hasSize(4);

        victor.follow(olivia);
        JsonNode page = victor.read(legacy + "/families");
        assertThat(page.path("families")).hasSize(2);
        assertThat(page.toString())
                .doesNotContain(widow, child, other, "Widow", "Child", "Other", "2014", "birth:", "F2");
        JsonNode family = victor.read(legacy + "/families/F1");
        assertThat(names(family.path("partners"))).containsExactly("Dead Vale", "Living");
        assertThat(family.path("partners").get(1).toString()).isEqualTo("{\"name\":\"Living\"}");
        assertThat(family.path("children").get(0).path("name").asString()).isEqualTo("Living");
        assertThat(family.path("children").get(0).has("person")).isFalse();
        assertThat(family.has("facts")).isFalse();
        expectProblem(404, "not-found", victor.get(legacy + "/families/F2"));
        expectProblem(404, "not-found", victor.get(legacy + "/relationships/" + hidden));

        expect(204, olivia.post(legacy + "/consents/grant", Map.of("person", widow)));
        victor.follow(olivia);
        family = victor.read(legacy + "/families/F1");
        assertThat(names(family.path("partners"))).containsExactly("Dead Vale", "Widow Vale");
        assertThat(family.path("facts")).hasSize(1);
        JsonNode seen = victor.read(legacy + "/relationships/" + hidden);
        assertThat(seen.path("to").toString()).isEqualTo("{\"name\":\"Living\"}");
        assertThat(seen.has("facts")).isFalse();
    }

    @Test
    void familiesArePagedPastThoseThatAreNotSeen() throws Exception {
        String legacy = legacy("paged-families");
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            String one = dead(legacy, "One" + i + " /Vale/");
            String other = dead(legacy, "Other" + i + " /Vale/");
            joined(legacy, "partner", one, other, "family", "N" + i);
            joined(legacy, "partner", one, other);
            String living = person(legacy, "Living" + i + " /Vale/", "birth:2001");
            String alive = person(legacy, "Alive" + i + " /Vale/", "birth:2000");
            joined(legacy, "partner", living, alive, "family", "N" + i + "x");
            joined(legacy, "partner", living, alive);
        }
        victor.follow(olivia);
        for (TestCaller caller : List.of(olivia, victor)) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            int pages = 0;
            do {
                JsonNode page = caller.read(legacy + "/families?limit=2" + cursor);
                page.path("families")
                        .forEach(family -> seen.add(family.path("family").asString()));
                cursor = page.path("cursor").isString()
                        ? "&cursor=" + page.path("cursor").asString()
                        : "";
                pages++;
            } while (!cursor.isEmpty() && pages < 50);
            assertThat(seen).doesNotHaveDuplicates().hasSize(caller.equals(olivia) ? 20 : 10);
            assertThat(seen.subList(0, caller.equals(olivia) ? 10 : 5))
                    .isSorted()
                    .allMatch(id -> id.startsWith("N"));
            all.addAll(seen);
        }
        assertThat(all).hasSize(20);
    }
}
