package dev.fabula.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A population in which people marry, have children and marry again, generation after generation; the same for a seed. */
final class GeneratedTree {

    private static final int SOURCES = 500;
    private static final int FOUNDERS_SHARE = 40;
    private static final int FIRST_YEAR = 1620;
    private static final int GENERATION_YEARS = 28;
    private static final List<String> SURNAMES = List.of(
            "Vale", "Hart", "Moor", "Ash", "Lind", "Berg", "Stone", "Reed", "Brook", "Field", "Marsh", "Thorn",
            "Wells");
    private static final List<String> PLACES =
            List.of("Highmoor", "Lowbrook", "Eastwell", "Norham", "Stonefield", "Ashby", "Reedwick");
    private static final List<String> WORK = List.of("baker", "smith", "weaver", "teacher", "farmer", "sailor");

    private record Person(int number, boolean male, int born, String surname, int childOf) {}

    private record Couple(int husband, int wife, int year, List<Integer> children) {}

    private final Random random;
    private final List<Person> people = new ArrayList<>();
    private final List<Couple> couples = new ArrayList<>();

    GeneratedTree(int size, long seed) {
        random = new Random(seed);
        List<Person> young = new ArrayList<>();
        for (int i = 0; i < Math.max(4, size / FOUNDERS_SHARE) && people.size() < size; i++) {
            young.add(add(FIRST_YEAR + random.nextInt(20), pick(SURNAMES), -1));
        }
        while (people.size() < size) {
            young = next(young, size);
        }
    }

    private Person add(int born, String surname, int childOf) {
        Person person = new Person(people.size(), random.nextBoolean(), born, surname, childOf);
        people.add(person);
        return person;
    }

    private List<Person> next(List<Person> young, int size) {
        List<Person> men = new ArrayList<>(young.stream().filter(Person::male).toList());
        List<Person> women =
                new ArrayList<>(young.stream().filter(each -> !each.male()).toList());
        Collections.shuffle(men, random);
        Collections.shuffle(women, random);
        List<Person> children = new ArrayList<>();
        for (int i = 0; i < Math.max(men.size(), women.size()) && people.size() < size; i++) {
            Person husband = i < men.size() ? men.get(i) : incomer(men, true);
            Person wife = i < women.size() && random.nextInt(5) > 0 ? women.get(i) : incomer(women, false);
            if (husband.childOf() < 0 || husband.childOf() != wife.childOf()) {
                marry(husband, wife, children, size);
            }
        }
        // Some marry twice.
        for (int i = 0; i < men.size() / 20 && people.size() < size; i++) {
            marry(pick(men), incomer(women, false), children, size);
        }
        return children;
    }

    private Person incomer(List<Person> like, boolean male) {
        int born = like.isEmpty() ? FIRST_YEAR : pick(like).born();
        Person person = new Person(people.size(), male, born, pick(SURNAMES), -1);
        people.add(person);
        return person;
    }

    private void marry(Person husband, Person wife, List<Person> born, int size) {
        int year = Math.max(husband.born(), wife.born()) + 20 + random.nextInt(8);
        List<Integer> children = new ArrayList<>();
        couples.add(new Couple(husband.number(), wife.number(), year, children));
        for (int i = random.nextInt(6); i >= 0 && people.size() < size; i--) {
            Person child = add(year + 1 + random.nextInt(GENERATION_YEARS / 2), husband.surname(), couples.size() - 1);
            children.add(child.number());
            born.add(child);
        }
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    int people() {
        return people.size();
    }

    /** As it is spoken; no other has it. */
    String name(int person) {
        return "P" + person + " " + people.get(person).surname();
    }

    /** Writes it as GEDCOM 7.0. */
    void write(Path file) throws IOException {
        List<List<Integer>> spouseIn = new ArrayList<>();
        people.forEach(_ -> spouseIn.add(new ArrayList<>()));
        for (int i = 0; i < couples.size(); i++) {
            spouseIn.get(couples.get(i).husband()).add(i);
            spouseIn.get(couples.get(i).wife()).add(i);
        }
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("0 HEAD\n1 GEDC\n2 VERS 7.0\n");
            for (Person person : people) {
                write(person, spouseIn.get(person.number()), out);
            }
            for (int i = 0; i < couples.size(); i++) {
                Couple couple = couples.get(i);
                out.write("0 @F" + i + "@ FAM\n1 HUSB @I" + couple.husband() + "@\n1 WIFE @I" + couple.wife() + "@\n");
                for (int child : couple.children()) {
                    out.write("1 CHIL @I" + child + "@\n");
                }
                out.write("1 MARR\n2 DATE " + couple.year() + "\n2 PLAC " + pick(PLACES) + "\n");
            }
            for (int i = 0; i < SOURCES; i++) {
                out.write("0 @S" + i + "@ SOUR\n1 TITL Register " + i + " of " + pick(PLACES) + "\n");
            }
            out.write("0 TRLR\n");
        }
    }

    private void write(Person person, List<Integer> spouseIn, BufferedWriter out) throws IOException {
        out.write("0 @I" + person.number() + "@ INDI\n1 NAME P" + person.number() + " /" + person.surname()
                + "/\n2 GIVN P" + person.number() + "\n2 SURN " + person.surname() + "\n1 SEX "
                + (person.male() ? "M" : "F") + "\n");
        out.write("1 BIRT\n2 DATE " + (random.nextInt(4) == 0 ? "ABT " : "") + person.born() + "\n2 PLAC "
                + pick(PLACES) + ", Northland\n");
        if (random.nextInt(5) < 2) {
            out.write("2 SOUR @S" + random.nextInt(SOURCES) + "@\n3 PAGE " + random.nextInt(400) + "\n");
        }
        out.write("1 DEAT\n2 DATE " + (person.born() + 5 + random.nextInt(85)) + "\n");
        if (random.nextInt(3) == 0) {
            out.write("1 OCCU " + pick(WORK) + "\n");
        }
        if (random.nextInt(3) == 0) {
            out.write("1 NOTE Remembered for " + pick(WORK) + "'s work and for a winter in " + pick(PLACES) + ".\n");
        }
        if (person.childOf() >= 0) {
            out.write("1 FAMC @F" + person.childOf() + "@\n");
        }
        for (int couple : spouseIn) {
            out.write("1 FAMS @F" + couple + "@\n");
        }
        out.write(String.format(Locale.ROOT, "1 UID %032x%n", 0x5eed_0000L + person.number()));
    }

    /** Somebody within that many steps of somebody else, over parents, children and partners. */
    int near(int person, int steps) {
        Map<Integer, Integer> reached = new HashMap<>(Map.of(person, 0));
        ArrayDeque<Integer> front = new ArrayDeque<>(List.of(person));
        Map<Integer, List<Integer>> next = neighbours();
        List<Integer> within = new ArrayList<>();
        while (!front.isEmpty() && within.size() < 5_000) {
            int at = front.poll();
            int far = reached.getOrDefault(at, 0);
            if (far > 0) {
                within.add(at);
            }
            if (far < steps) {
                for (int other : next.getOrDefault(at, List.of())) {
                    if (reached.putIfAbsent(other, far + 1) == null) {
                        front.add(other);
                    }
                }
            }
        }
        return within.isEmpty() ? person : pick(within);
    }

    private final Map<Integer, List<Integer>> neighbours = new HashMap<>();

    private Map<Integer, List<Integer>> neighbours() {
        if (neighbours.isEmpty()) {
            for (Couple couple : couples) {
                join(couple.husband(), couple.wife());
                for (int child : couple.children()) {
                    join(couple.husband(), child);
                    join(couple.wife(), child);
                }
            }
        }
        return neighbours;
    }

    private void join(int one, int other) {
        neighbours.computeIfAbsent(one, _ -> new ArrayList<>()).add(other);
        neighbours.computeIfAbsent(other, _ -> new ArrayList<>()).add(one);
    }
}
