package dev.fabula.projection.legacy;

import static dev.fabula.projection.legacy.Imported.FIRST;
import static dev.fabula.projection.legacy.Imported.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import dev.fabula.projection.Change;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.elasticsearch.ElasticsearchSink;
import dev.fabula.projection.elasticsearch.SearchSettings;
import dev.fabula.projection.projectors.GivenEvents;
import dev.fabula.readschema.ReadSearch;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Readers see people as the imports left them that are complete, and nobody twice, in a real index. */
class PeopleSeenTest {

    private static PersonAdded dead(String name, String imported) {
        PersonAdded added = Imported.added(name, imported.isEmpty() ? null : imported);
        return new PersonAdded(
                added.person(),
                added.legacy(),
                added.sex(),
                added.names(),
                added.facts(),
                added.notes(),
                LivingStatus.DECEASED,
                added.more(),
                added.sources(),
                added.imported());
    }

    private static List<Change<PersonDocument>> of(String tenantOfTheirOwn, DomainEvent... events) {
        SearchPeopleProjection projection = new SearchPeopleProjection();
        List<Change<PersonDocument>> changes = new ArrayList<>();
        GivenEvents.of(events).foldedBy(projection).forEach((key, document) -> {
            if (projection.kept(document) != null) {
                changes.add(new Change<>(new TenantKey(new TenantId(tenantOfTheirOwn), key), document, 1));
            }
        });
        return changes;
    }

    @Test
    void aReaderSeesWhatTheCompleteImportsLeft() throws IOException {
        Endpoint at = TestServers.of(ServerKind.ELASTICSEARCH);
        try (Rest5Client client = Rest5Client.builder(URI.create("http://" + at.host() + ":" + at.port()))
                .build()) {
            ElasticsearchSink<PersonDocument> sink = new ElasticsearchSink<>(
                    client,
                    new PGSimpleDataSource(),
                    TestServers.nameFor(PeopleSeenTest.class) + "_",
                    PersonDocument.MAPPING,
                    SearchSettings.DEFAULT);
            String target = sink.target(1);
            sink.create(target);
            sink.finish(target);
            try {
                sink.write(target, of("by-hand", dead("Hand /Made/", "")));
                sink.write(target, of("new", dead("First /New/", FIRST)));
                sink.write(target, of("changed", dead("Old /Name/", ""), Imported.renamed("New /Name/", FIRST)));
                sink.write(target, of("twice", dead("Twice /One/", FIRST), Imported.renamed("Twice /Two/", SECOND)));

                assertThat(seen(client, target, List.of())).containsExactly("Hand Made", "Old Name", "Twice One");
                assertThat(seen(client, target, List.of(FIRST)))
                        .containsExactly("First New", "Hand Made", "New Name", "Twice One");
                assertThat(seen(client, target, List.of(SECOND, FIRST)))
                        .containsExactly("First New", "Hand Made", "New Name", "Twice Two");
            } finally {
                sink.drop(target);
            }
        }
    }

    private static Set<String> seen(Rest5Client client, String target, List<String> complete) throws IOException {
        Request request = new Request("POST", "/" + target + "/_search");
        request.setJsonEntity("{\"query\":" + ReadSearch.peopleSeen(complete) + "}");
        JsonNode answer = JsonMapper.shared()
                .readTree(client.performRequest(request).getEntity().getContent());
        Set<String> titles = new TreeSet<>();
        answer.path("hits")
                .path("hits")
                .forEach(hit -> titles.add(hit.path("_source").path("title").asString()));
        assertThat(titles).hasSize(answer.path("hits").path("hits").size());
        return titles;
    }
}
