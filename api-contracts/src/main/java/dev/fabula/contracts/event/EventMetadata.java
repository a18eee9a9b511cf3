package dev.fabula.contracts.event;

import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every event carries beside its content.
 *
 * @param correlationId what the whole conversation is named, the same from the first request to its last consequence
 * @param causationId the id of the command or event that this one follows from
 * @param traceparent the W3C trace context of the request, version 00
 * @param pluginId the plugin that acted, if one did
 * @param sourceIp where the request came from; personal data of the actor
 * @param userAgent what the request was made with; personal data of the actor
 */
public record EventMetadata(
        TenantId tenant,
        ActorId actor,
        ActorKind actorKind,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        @Nullable String pluginId,
        @Nullable String sourceIp,
        @Nullable String userAgent) {

    public static final String TENANT = "tenantId";
    public static final String ACTOR = "actorId";
    public static final String ACTOR_KIND = "actorKind";
    public static final String CORRELATION = "correlationId";
    public static final String CAUSATION = "causationId";
    public static final String TRACEPARENT = "traceparent";
    public static final String PLUGIN = "pluginId";
    public static final String SOURCE_IP = "sourceIp";
    public static final String USER_AGENT = "userAgent";
    private static final Set<String> KNOWN =
            Set.of(TENANT, ACTOR, ACTOR_KIND, CORRELATION, CAUSATION, TRACEPARENT, PLUGIN, SOURCE_IP, USER_AGENT);
    private static final int LONGEST = 1024;

    /** Metadata of what this actor does for this tenant, with nothing else known. */
    public static EventMetadata of(TenantId tenant, ActorId actor, ActorKind kind) {
        return new EventMetadata(tenant, actor, kind, null, null, null, null, null, null);
    }

    /** Whether messages carry an entry of that name as part of this. */
    public static boolean isKnown(String entry) {
        return KNOWN.contains(entry);
    }

    /**
     * Reads the form that messages carry.
     *
     * @throws IllegalArgumentException naming the entry that is missing, unknown, malformed or longer than 1024
     *     characters: what is not understood here would be lost in silence
     */
    public static EventMetadata fromMap(Map<String, ?> map) {
        map.forEach((key, value) -> {
            if (!KNOWN.contains(key)) {
                throw new IllegalArgumentException("event metadata has no entry " + key);
            }
            if (value != null && value.toString().length() > LONGEST) {
                throw new IllegalArgumentException(
                        "event metadata " + key + " is longer than " + LONGEST + " characters");
            }
        });
        return new EventMetadata(
                TenantId.of(required(map, TENANT)),
                new ActorId(required(map, ACTOR)),
                ActorKind.valueOf(required(map, ACTOR_KIND).toUpperCase(Locale.ROOT)),
                text(map, CORRELATION),
                text(map, CAUSATION),
                text(map, TRACEPARENT),
                text(map, PLUGIN),
                text(map, SOURCE_IP),
                text(map, USER_AGENT));
    }

    /** The form that messages carry: texts only, without what is not known. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(TENANT, tenant.value());
        map.put(ACTOR, actor.value());
        map.put(ACTOR_KIND, actorKind.wireName());
        putKnown(map, CORRELATION, correlationId);
        putKnown(map, CAUSATION, causationId);
        putKnown(map, TRACEPARENT, traceparent);
        putKnown(map, PLUGIN, pluginId);
        putKnown(map, SOURCE_IP, sourceIp);
        putKnown(map, USER_AGENT, userAgent);
        return map;
    }

    private static void putKnown(Map<String, String> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static String required(Map<String, ?> map, String key) {
        String value = text(map, key);
        if (value == null) {
            throw new IllegalArgumentException("event metadata lacks " + key);
        }
        return value;
    }

    private static @Nullable String text(Map<String, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? null : value.toString();
    }
}
