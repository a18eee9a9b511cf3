package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.GEDCOM_IMPORT;
import static dev.fabula.readschema.jooq.Tables.LEGACY;

import dev.fabula.contracts.legacy.LegacyAccess;
import dev.fabula.contracts.legacy.LegacyPolicy;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.ReadModelProgress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What the caller may find, from the read models of legacies. */
@Component
public class ReachQueries {

    /** Memberships of one caller that count; of more the first by id do. */
    private static final int MOST_LEGACIES = 5_000;

    private static final int MOST_IMPORTS = 20_000;
    private static final List<String> OF_PEOPLE = List.of("person", "relationship");

    private final DSLContext sql;
    private final LegacyQueries legacies;
    private final ReadModelProgress progress;

    ReachQueries(DSLContext sql, LegacyQueries legacies, ReadModelProgress progress) {
        this.sql = sql;
        this.legacies = legacies;
        this.progress = progress;
    }

    /** For one request. */
    public LegaciesInView legacies() {
        return new LegaciesInView(legacies);
    }

    /**
     * How far people have been folded: asked between transactions, so that none waits for another's connection.
     *
     * @return a position
     */
    public long folded() {
        return OF_PEOPLE.stream().mapToLong(progress::reached).min().orElseThrow();
    }

    /** @param folded how far people have been */
    @Transactional(readOnly = true)
    public Reach reach(long folded) {
        Caller caller = Caller.required();
        String member = JsonMapper.shared()
                .writeValueAsString(List.of(Map.of("member", caller.actor().value())));
        Set<String> read = new HashSet<>();
        Set<String> drafts = new HashSet<>();
        Set<String> ownDrafts = new HashSet<>();
        Set<String> stories = new HashSet<>();
        sql.select(LEGACY.fields())
                .from(LEGACY)
                .where(LEGACY.TENANT_ID.eq(caller.tenant().value()))
                .and(LEGACY.MEMBERS.contains(JSONB.valueOf(member)))
                .orderBy(LEGACY.LEGACY_)
                .limit(MOST_LEGACIES)
                .fetch(LegacyQueries::row)
                .forEach(row -> {
                    Visitor visitor = Visitor.of(row);
                    add(read, row, visitor.may(LegacyRight.READ));
                    add(drafts, row, visitor.may(LegacyRight.READ_DRAFTS));
                    add(ownDrafts, row, visitor.may(LegacyRight.WRITE_STORIES));
                    row.members().stream()
                            .filter(each -> each.member().equals(caller.actor().value()))
                            .map(LegacyRow.Member::story)
                            .filter(Objects::nonNull)
                            .forEach(stories::add);
                });
        LegacyAccess everywhere = LegacyAccess.of(caller.roles(), null);
        return new Reach(
                new Reach.Rights(
                        LegacyPolicy.allows(everywhere, LegacyRight.READ),
                        LegacyPolicy.allows(everywhere, LegacyRight.READ_DRAFTS),
                        LegacyPolicy.allows(everywhere, LegacyRight.WRITE_STORIES)),
                new Reach.Own(read, drafts, ownDrafts),
                stories,
                imports(folded));
    }

    private static void add(Set<String> to, LegacyRow row, boolean may) {
        if (may) {
            to.add(row.legacy());
        }
    }

    /** Complete imports of all legacies whose people the read models hold; of too many, the last ones. */
    private Set<String> imports(long folded) {
        return sql.select(GEDCOM_IMPORT.IMPORT)
                .from(GEDCOM_IMPORT)
                .where(GEDCOM_IMPORT.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(GEDCOM_IMPORT.STATE.eq(ImportRow.COMPLETE))
                .and(GEDCOM_IMPORT.POSITION.le(folded))
                .orderBy(GEDCOM_IMPORT.POSITION.desc())
                .limit(MOST_IMPORTS)
                .fetchSet(GEDCOM_IMPORT.IMPORT);
    }
}
