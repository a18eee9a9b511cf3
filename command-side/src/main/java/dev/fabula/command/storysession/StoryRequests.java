package dev.fabula.command.storysession;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.StoryMode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of what people ask of stories. */
final class StoryRequests {

    private StoryRequests() {}

    /**
     * @param premise what the story is about, 1 to 4000 characters
     * @param title 1 to 200 characters; by default how the premise begins
     * @param genres up to 8; by default those of the person's preferences
     * @param characters up to 12, each with what there is to know, up to 300 characters
     * @param ageTier whom it is for; by default teen
     * @param model a wish; by default that of the preferences
     * @param platform where it is played
     * @param seed to have the same lots drawn again
     */
    record Start(
            @NotBlank @Size(max = 4000) String premise,
            @Nullable @Size(min = 1, max = 200) String title,
            @Nullable @Size(max = 8) List<@NotBlank @Size(max = 40) String> genres,
            @Nullable @Size(max = 12) List<@NotBlank @Size(max = 300) String> characters,
            @Nullable StoryMode mode,
            @Nullable AgeTier ageTier,
            @Nullable Quality quality,
            @Nullable @Size(min = 1, max = 200) String model,
            @Nullable @Size(min = 1, max = 40) String platform,
            @Nullable Long seed) {}

    /**
     * @param session the story's
     * @param choice the id of a choice of the last beat, or nothing
     * @param text one's own words, 1 to 1000 characters, or nothing
     * @param expectedBeat the number of the last beat that the person has read: guards against going on twice
     */
    record Continue(
            @NotBlank String session,
            @Nullable @Size(min = 1, max = 20) String choice,
            @Nullable @Size(min = 1, max = 1000) String text,
            @Nullable Integer expectedBeat) {}

    /** @param expectedBeat the number of the last beat that the person has read */
    record Regenerate(@Nullable Integer expectedBeat) {}

    /** @param alternative the request of an alternative of the last beat */
    record Alternative(
            @Min(1) @Max(100_000) int beat, @NotBlank String alternative) {}

    /**
     * @param alternative by default the current one
     * @param rating 1 to 5
     */
    record Rating(
            @Min(1) @Max(100_000) int beat,
            @Nullable String alternative,
            @NotNull Integer rating) {}

    /**
     * @param beat the last one that the branch shares
     * @param alternative by default the current one
     * @param title by default the story's
     */
    record Branch(
            @Min(1) @Max(100_000) int beat,
            @Nullable String alternative,
            @Nullable @Size(min = 1, max = 200) String title) {}

    /** @param reason by default completed */
    record End(@Nullable EndReason reason) {}
}
