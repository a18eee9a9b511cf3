package dev.fabula.command.storysession;

import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.storysession.BeatChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A beat as far as decisions need it.
 *
 * @param current the request of the alternative that the story goes on from
 */
record Beat(String current, List<Alternative> alternatives) {

    /** One way to tell it. */
    record Alternative(
            String request,
            String owner,
            @PersonalData(subject = "owner") List<BeatChoice> choices,
            String provider,
            String model) {

        Optional<BeatChoice> choice(String id) {
            return choices.stream().filter(choice -> choice.id().equals(id)).findFirst();
        }
    }

    static Beat of(Alternative first) {
        return new Beat(first.request(), List.of(first));
    }

    /** With one more, which is current. */
    Beat with(Alternative one) {
        List<Alternative> more = new ArrayList<>(alternatives);
        more.add(one);
        return new Beat(one.request(), List.copyOf(more));
    }

    Beat withCurrent(String request) {
        return new Beat(request, alternatives);
    }

    Optional<Alternative> alternative(String request) {
        return alternatives.stream()
                .filter(one -> one.request().equals(request))
                .findFirst();
    }
}
