package dev.fabula.local.supervisor;

import java.util.Locale;

/** The servers that can run on this machine. */
public enum ServerKind {
    POSTGRES,
    KAFKA,
    ELASTICSEARCH,
    NEO4J;

    /** The name in folders, logs and messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The administrator's name, for servers that ask who connects. */
    boolean hasPassword() {
        return this == POSTGRES || this == NEO4J;
    }

    String administrator() {
        return this == POSTGRES ? "postgres" : "neo4j";
    }
}
