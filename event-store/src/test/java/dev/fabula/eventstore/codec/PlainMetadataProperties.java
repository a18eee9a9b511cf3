package dev.fabula.eventstore.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.Ulid;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The short way to read metadata gives what a parser gives, or leaves it to one. */
class PlainMetadataProperties {

    private static final TenantId TENANT = new TenantId("tenant");
    private static final JsonMapper MAPPER = EventJson.builder().build();

    private final MetadataReader reader = new MetadataReader(MAPPER);

    @Property(tries = 2_000)
    void whatIsWrittenIsRead(
            @ForAll @NotEmpty @StringLength(max = 40) String actor,
            @ForAll ActorKind kind,
            @ForAll @StringLength(max = 40) String correlation,
            @ForAll boolean caused) {
        EventMetadata metadata = new EventMetadata(
                TENANT, new ActorId(actor), kind, correlation, caused ? "because" : null, null, null, null, null);
        byte[] stored = MAPPER.writeValueAsBytes(StoredMetadata.of(metadata, true));
        EventMetadata expected = MAPPER.readValue(stored, StoredMetadata.class).in(TENANT);

        assertThat(reader.read(TENANT, stored)).isEqualTo(expected);
        EventMetadata plain = PlainMetadata.read(TENANT, stored);
        assertThat(plain == null || plain.equals(expected)).isTrue();
        if ((actor + correlation).chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\')) {
            assertThat(plain).isNotNull();
        }
    }

    @Property
    void idsAreWrittenAsTheLibraryWritesThem(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);
        assertThat(Ulids.fromUuid(id)).isEqualTo(Ulid.from(id).toString());
    }

    @Example
    void whatIsNotPlainIsLeftToAParser() {
        for (String odd : new String[] {
            "{}",
            "",
            "{\"actorId\":\"a\",\"actorKind\":\"user\"",
            "{\"actorId\":\"a\",\"actorKind\":\"user\"} ",
            "{ \"actorId\":\"a\",\"actorKind\":\"user\"}",
            "{\"actorId\":\"a\",\"actorKind\":\"user\",}",
            "{\"actorId\":\"a\",\"actorKind\":null}",
            "{\"actorId\":\"a\",\"later\":\"b\",\"actorKind\":\"user\"}",
            "{\"actorId\":\"\\u0061\",\"actorKind\":\"user\"}",
            "{\"actorId\":\"a\"}"
        }) {
            assertThat(plain(odd)).as(odd).isNull();
        }
    }

    @Example
    void anUnknownKindIsAnErrorEitherWay() {
        byte[] stored = "{\"actorId\":\"a\",\"actorKind\":\"ghost\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> reader.read(TENANT, stored)).hasMessageContaining("unknown kind of actor: ghost");
    }

    private static @Nullable EventMetadata plain(String stored) {
        return PlainMetadata.read(TENANT, stored.getBytes(StandardCharsets.UTF_8));
    }
}
