package dev.fabula.bench;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes entries that look like what people write, of about the same length. */
final class Diaries {

    private static final String[] WORDS = ("we walked along the river until evening and talked about the house that my"
                    + " grandmother built when she was young she kept letters in a box under the stairs and nobody knew"
                    + " who had written them the rain began before we came home")
            .split(" ");
    private static final String[] MOODS = {"calm", "glad", "tired", "curious", "wistful"};
    private static final int LENGTH = 260;

    private final RandomGenerator random;

    Diaries(long seed) {
        random = RandomGenerator.of("L64X128MixRandom");
        for (long i = 0; i < seed % 100; i++) {
            random.nextLong();
        }
    }

    String text() {
        StringBuilder text = new StringBuilder(LENGTH + 12);
        while (text.length() < LENGTH) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.substring(0, LENGTH);
    }

    DiaryEvent.EntryWritten entry(String diary, int number) {
        return new DiaryEvent.EntryWritten(diary, number, mood(), List.of("home", "river"), text());
    }

    DiaryEvent.SecretEntryWritten secret(String diary, int number, String author) {
        return new DiaryEvent.SecretEntryWritten(diary, number, mood(), List.of("home", "river"), author, text());
    }

    private String mood() {
        return MOODS[random.nextInt(MOODS.length)];
    }

    /** Of one of a hundred actors, with what a request usually leaves. */
    static Map<String, String> metadata(int actor) {
        return new EventMetadata(
                        new TenantId("bench"),
                        new ActorId("actor-" + actor % 100),
                        ActorKind.USER,
                        Ulids.next(),
                        Ulids.next(),
                        null,
                        null,
                        null,
                        null)
                .toMap();
    }
}
