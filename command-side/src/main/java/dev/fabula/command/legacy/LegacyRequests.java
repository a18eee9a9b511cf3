package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.ContextKind;
import dev.fabula.contracts.legacy.FlagReason;
import dev.fabula.contracts.legacy.FlagResolution;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.MemberRole;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.legacy.Sex;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of what people ask of legacies. Dates are written as GEDCOM 7 writes them. */
final class LegacyRequests {

    static final String LINE = "[^\\p{Cc}\\p{Cs}]*";
    private static final String ID = "[0-9A-Za-z_-]{1,40}";

    private LegacyRequests() {}

    /** @param slug 3 to 60 of a-z, 0-9 and single dashes between them */
    record Create(
            @NotBlank @Size(max = 60) String slug,

            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String name,

            @Nullable @Size(max = 4000) String description) {}

    record Rename(
            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String name,

            @Nullable @Size(max = 4000) String description) {}

    /**
     * @param story for one story alone; nothing for the whole legacy
     * @param days until the code is good no longer, 1 to 90; by default 14
     */
    record Invite(
            @NotNull MemberRole role,
            @Nullable @Size(min = 26, max = 26) String story,

            @Nullable @Size(max = 254) @Pattern(regexp = LINE)
            String email,

            @Nullable @Min(1) @Max(90) Integer days) {}

    record Accept(@NotBlank @Size(max = 100) String code) {}

    record Grant(
            @NotNull MemberRole role,
            @Nullable @Size(min = 26, max = 26) String story) {}

    /** @param id of a name that is changed; nothing for a new one */
    record Name(
            @Nullable @Pattern(regexp = ID) String id,

            @NotBlank @Size(max = 500) @Pattern(regexp = LINE)
            String full,

            @Nullable @Size(min = 1, max = 40) @Pattern(regexp = LINE)
            String type,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String prefix,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String given,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String nickname,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String surnamePrefix,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String surname,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String suffix) {}

    /** @param id of a fact that is changed; nothing for a new one */
    record Fact(
            @Nullable @Pattern(regexp = ID) String id,

            @NotBlank @Size(max = 40) @Pattern(regexp = "[a-z0-9_]+(?:-[a-z0-9_]+)*")
            String kind,

            @Nullable @Size(min = 1, max = 1000) String value,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String date,

            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = LINE)
            String place,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String type,

            @Nullable @Size(min = 1, max = 10_000) String note) {}

    record AddPerson(
            @Nullable Sex sex,
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Name> names,
            @Nullable @Size(max = 500) List<@NotNull @Valid Fact> facts,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 20_000) String> notes,
            @Nullable LivingStatus living) {}

    /**
     * What is not there stays as it is.
     *
     * @param removed ids of names and facts
     * @param about which of two people that were merged it is about
     */
    record ChangePerson(
            @Nullable Sex sex,
            @Nullable @Size(max = 50) List<@NotNull @Valid Name> names,
            @Nullable @Size(max = 500) List<@NotNull @Valid Fact> facts,
            @Nullable @Size(max = 500) List<@NotNull @Pattern(regexp = ID) String> removed,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 20_000) String> notes,
            @Nullable LivingStatus living,
            @Nullable @Size(min = 26, max = 26) String about) {}

    record Other(@NotNull @Size(min = 26, max = 26) String merged) {}

    record BelongsTo(@NotNull @Size(min = 26, max = 26) String person) {}

    record AskConsent(
            @NotNull @Size(min = 26, max = 26) String person,

            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = LINE)
            String contact) {}

    /** @param code that the person was given; nothing where a member records what they have in hand */
    record AnswerConsent(
            @NotNull @Size(min = 26, max = 26) String person,
            @Nullable @Size(min = 1, max = 100) String code,
            @Nullable @Size(min = 1, max = 1000) String evidence) {}

    record AddRelationship(
            @NotNull RelationshipKind kind,
            @NotNull @Size(min = 26, max = 26) String from,
            @Nullable @Size(min = 26, max = 26) String to,
            @Nullable Pedigree pedigree,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String role,

            @Nullable @Pattern(regexp = ID) String family,
            @Nullable @Min(1) @Max(100) Integer place,
            @Nullable @Size(max = 100) List<@NotNull @Valid Fact> facts) {}

    record ChangeRelationship(
            @Nullable Pedigree pedigree,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String role,

            @Nullable @Min(1) @Max(100) Integer place,
            @Nullable @Size(max = 100) List<@NotNull @Valid Fact> facts,
            @Nullable @Size(max = 100) List<@NotNull @Pattern(regexp = ID) String> removed) {}

    record AddContext(
            @NotNull ContextKind kind,

            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String name,

            @Nullable @Size(min = 1, max = 4000) String description,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String date,

            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = LINE)
            String place) {}

    record Write(
            @NotBlank @Size(max = 300) @Pattern(regexp = LINE)
            String title,

            @NotBlank @Size(max = 100_000) String text,
            @Nullable @Size(max = 50) List<@NotNull @Size(min = 26, max = 26) String> people,
            @Nullable @Size(max = 50) List<@NotNull @Size(min = 26, max = 26) String> contexts) {}

    /** @param expectedRevision that the author had before them: guards against overwriting another's */
    record Revise(
            @Nullable Integer expectedRevision,

            @NotBlank @Size(max = 300) @Pattern(regexp = LINE)
            String title,

            @NotBlank @Size(max = 100_000) String text,
            @Nullable @Size(max = 50) List<@NotNull @Size(min = 26, max = 26) String> people,
            @Nullable @Size(max = 50) List<@NotNull @Size(min = 26, max = 26) String> contexts,
            @Nullable @Size(min = 1, max = 1000) String reason) {}

    record Tags(@NotNull @Size(max = 50) List<@NotBlank @Size(max = 60) @Pattern(regexp = LINE) String> tags) {}

    /** @param revision by default the last one */
    record Publish(@Nullable @Min(1) Integer revision) {}

    record Flag(
            @NotNull FlagReason reason,
            @Nullable @Size(min = 1, max = 2000) String note) {}

    record Resolve(
            @NotNull FlagResolution resolution,
            @Nullable @Size(min = 1, max = 2000) String note) {}
}
