package dev.fabula.projection.account;

import dev.fabula.projection.postgres.PostgresSink;
import dev.fabula.projection.runtime.Registered;
import java.util.List;
import javax.sql.DataSource;

/** The projections of this context. */
public final class AccountProjections {

    private AccountProjections() {}

    /** @param database as the role that operates; the templates must be there */
    public static List<Registered<?, ?>> in(DataSource database) {
        return List.of(new Registered<>(
                new PreferencesProjection(), new PostgresSink<>(database, "preferences", PreferencesRow.class)));
    }
}
