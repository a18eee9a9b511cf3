package dev.fabula.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Stories of which it is known what they are about, and queries of which it follows which stories answer them. A story is
 * about a thing, a place, an occasion and a person; each thing, place and occasion has several words in two languages, of
 * which a story uses one. The same seed gives the same.
 */
final class SearchCorpus {

    /** Words of the same meaning, in English and in German. */
    private record Meaning(List<String> english, List<String> german) {
        List<String> in(boolean inGerman) {
            return inGerman ? german : english;
        }
    }

    private static final List<Meaning> THINGS = meanings("""
            boat,barge,dinghy|Boot,Kahn,Nachen
            clock,timepiece|Uhr,Wanduhr
            violin,fiddle|Geige,Violine
            lantern,lamp|Laterne,Lampe
            letter,note|Brief,Schreiben
            wagon,cart|Wagen,Karren
            coat,jacket|Mantel,Jacke
            stove,oven|Ofen,Herd
            horse,mare|Pferd,Stute
            mirror,looking-glass|Spiegel,Spiegelglas
            ring,band|Ring,Fingerring
            camera,photograph|Kamera,Fotografie
            kettle,teapot|Kessel,Teekanne
            quilt,blanket|Decke,Steppdecke
            axe,hatchet|Axt,Beil
            ladder,steps|Leiter,Trittleiter
            basket,hamper|Korb,Henkelkorb
            drum,tambour|Trommel,Pauke
            diary,journal|Tagebuch,Notizheft
            plough,tiller|Pflug,Haken
            """);
    private static final List<Meaning> PLACES = meanings("""
            harbour,port,docks|Hafen,Kai
            orchard,grove|Obstgarten,Baumgarten
            mill,grinding-house|Mühle,Mahlhaus
            chapel,church|Kapelle,Kirche
            forest,woods|Wald,Forst
            school,classroom|Schule,Klassenzimmer
            market,bazaar|Markt,Marktplatz
            cellar,vault|Keller,Gewölbe
            station,railway|Bahnhof,Bahnsteig
            meadow,pasture|Wiese,Weide
            attic,loft|Dachboden,Speicher
            bridge,crossing|Brücke,Übergang
            """);
    private static final List<Meaning> OCCASIONS = meanings("""
            wedding,marriage|Hochzeit,Trauung
            flood,deluge|Flut,Hochwasser
            funeral,burial|Begräbnis,Beerdigung
            harvest,reaping|Ernte,Lese
            fire,blaze|Brand,Feuer
            journey,voyage|Reise,Fahrt
            quarrel,dispute|Streit,Zwist
            winter,frost|Winter,Frost
            illness,fever|Krankheit,Fieber
            homecoming,return|Heimkehr,Rückkehr
            """);
    private static final List<String> GIVEN = List.of(
            "Wilhelmina",
            "Bartholomew",
            "Rosalind",
            "Ferdinand",
            "Theodora",
            "Leopold",
            "Henrietta",
            "Augustin",
            "Philippa",
            "Konstantin",
            "Mathilda",
            "Sebastian",
            "Ottilie",
            "Valentin",
            "Josephine",
            "Emmerich");
    private static final List<String> FAMILY = List.of(
            "Ashdown",
            "Birkenhain",
            "Calloway",
            "Dornfeld",
            "Ellsworth",
            "Falkenrath",
            "Greenhalgh",
            "Hollenbeck",
            "Inglethorpe",
            "Jorgensen",
            "Kirschbaum",
            "Lockwood",
            "Merriweather",
            "Nightingale");
    private static final List<String> ENGLISH = List.of(
            "In those days nobody spoke of it.",
            "My grandmother told us this more than once.",
            "The neighbours had their own opinion.",
            "It must have been before the road was built.",
            "Afterwards everything went on as before.",
            "We children understood none of it.");
    private static final List<String> GERMAN = List.of(
            "Damals sprach niemand darüber.",
            "Meine Großmutter hat es uns mehr als einmal erzählt.",
            "Die Nachbarn hatten ihre eigene Meinung.",
            "Es muss gewesen sein, bevor die Straße gebaut wurde.",
            "Danach ging alles weiter wie zuvor.",
            "Wir Kinder verstanden nichts davon.");

    private static List<Meaning> meanings(String table) {
        return table.strip()
                .lines()
                .map(line -> line.strip().split("\\|"))
                .map(sides -> new Meaning(List.of(sides[0].split(",")), List.of(sides[1].split(","))))
                .toList();
    }

    /** @param about what it is about, as marks that queries ask for */
    record Story(String title, String text, Set<String> about, List<String> words) {}

    /**
     * @param how in what way it asks
     * @param about all that the answer must be about
     */
    record Query(String how, String text, Set<String> about) {

        /** 3 for a story about all of it, 1 for one that lacks one of several, else 0. */
        int grade(Story story) {
            Set<String> lacking = new HashSet<>(about);
            lacking.removeAll(story.about());
            if (lacking.isEmpty()) {
                return 3;
            }
            // Another language is no answer.
            boolean isNear = lacking.size() == 1
                    && about.size() > 2
                    && lacking.stream().noneMatch(mark -> mark.startsWith("language"));
            return isNear ? 1 : 0;
        }
    }

    private final SplittableRandom random;
    private final List<Story> stories = new ArrayList<>();

    SearchCorpus(long seed, int size) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            stories.add(story());
        }
    }

    List<Story> stories() {
        return stories;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Story story() {
        boolean german = random.nextInt(4) == 0;
        int thing = random.nextInt(THINGS.size());
        int place = random.nextInt(PLACES.size());
        int occasion = random.nextInt(OCCASIONS.size());
        String given = one(GIVEN);
        String family = one(FAMILY);
        String a = one(THINGS.get(thing).in(german));
        String b = one(PLACES.get(place).in(german));
        String c = one(OCCASIONS.get(occasion).in(german));
        List<String> sentences = new ArrayList<>();
        if (german) {
            sentences.add("Zur Zeit von " + c + " stand " + given + " " + family + " dort, wo es zu " + b + " ging.");
            sentences.add("Was blieb, war etwas Altes: " + a + ", und niemand wollte sich trennen.");
        } else {
            sentences.add("At the time of the " + c + " " + given + " " + family + " was living near the " + b + ".");
            sentences.add("What was left was the old " + a + ", and nobody wanted to part with it.");
        }
        for (int i = 0; i < 6; i++) {
            sentences.add(random.nextInt(sentences.size() + 1), one(german ? GERMAN : ENGLISH));
        }
        Set<String> about = new LinkedHashSet<>(List.of(
                "thing" + thing,
                "place" + place,
                "occasion" + occasion,
                "given" + given,
                "family" + family,
                "language" + german));
        String title = german ? "Erinnerung " + stories.size() : "Memory " + stories.size();
        return new Story(title, String.join(" ", sentences), about, List.of(a, b, c, given, family));
    }

    /** The same number of each way of asking, each made from a story that answers it. */
    List<Query> queries(int each) {
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            Story exact = one(stories);
            queries.add(query(
                    "its words",
                    exact,
                    exact.words().get(0),
                    exact.words().get(1),
                    exact.words().get(2)));
            Story other = one(stories);
            queries.add(paraphrase(other));
            Story mistyped = one(stories);
            queries.add(query(
                    "typing errors",
                    mistyped,
                    typo(mistyped.words().get(0)),
                    typo(mistyped.words().get(1)),
                    typo(mistyped.words().get(2))));
            Story named = one(stories);
            queries.add(new Query(
                    "a name",
                    named.words().get(3) + " "
                            + (i % 2 == 0
                                    ? named.words().get(4)
                                    : typo(named.words().get(4))),
                    Set.of(
                            "given" + named.words().get(3),
                            "family" + named.words().get(4))));
            Story inflected = one(stories);
            queries.add(query(
                    "other forms",
                    inflected,
                    inflected(inflected.words().get(0), inflected),
                    inflected(inflected.words().get(1), inflected),
                    inflected(inflected.words().get(2), inflected)));
        }
        return queries;
    }

    private static boolean isGerman(Story story) {
        return story.about().contains("languagetrue");
    }

    private static Query query(String how, Story story, String thing, String place, String occasion) {
        Set<String> about = new LinkedHashSet<>(story.about());
        about.removeIf(mark -> mark.startsWith("given") || mark.startsWith("family"));
        String text = isGerman(story)
                ? thing + " bei " + place + " und " + occasion
                : "the " + thing + " and the " + occasion + " at the " + place;
        return new Query(how, text, about);
    }

    /** One of the three in another word of the same meaning. */
    private Query paraphrase(Story story) {
        List<String> words = new ArrayList<>(story.words().subList(0, 3));
        int which = random.nextInt(3);
        List<Meaning> all = List.of(THINGS, PLACES, OCCASIONS).get(which);
        String said = words.get(which);
        all.stream()
                .map(meaning -> meaning.in(isGerman(story)))
                .filter(synonyms -> synonyms.contains(said))
                .findFirst()
                .ifPresent(synonyms -> words.set(
                        which,
                        one(synonyms.stream().filter(word -> !word.equals(said)).toList())));
        return query("another word", story, words.get(0), words.get(1), words.get(2));
    }

    /** Two letters in each other's place, never the first. */
    private String typo(String word) {
        if (word.length() < 4) {
            return word;
        }
        int at = 1 + random.nextInt(word.length() - 2);
        return word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
    }

    private static String inflected(String word, Story story) {
        if (isGerman(story)) {
            return word.endsWith("e") ? word + "n" : word + "es";
        }
        return word.endsWith("s") || word.endsWith("h") ? word + "es" : word.toLowerCase(Locale.ROOT) + "s";
    }
}
