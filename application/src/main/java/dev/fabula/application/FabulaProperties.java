package dev.fabula.application;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Everything of the application that is configured under {@code fabula}.
 *
 * @param node what this process is called in metrics; several may be called the same
 * @param roles which parts of the application run in this process
 * @param limits what a single caller can ask for at most
 * @param security how a token says who calls
 */
@ConfigurationProperties("fabula")
public record FabulaProperties(
        @DefaultValue("local") String node,
        @DefaultValue({"command", "projection", "query"}) Set<NodeRole> roles,
        @DefaultValue Limits limits,
        @DefaultValue Security security,
        @DefaultValue Health health,
        @DefaultValue Kafka kafka,
        @DefaultValue Elasticsearch elasticsearch,
        @DefaultValue Neo4j neo4j) {

    /** A part of the application that can run in a process of its own. */
    public enum NodeRole {
        COMMAND,
        PROJECTION,
        QUERY
    }

    /**
     * Past a limit the answer is 413.
     *
     * @param requestBody the largest body of a request, in bytes on the wire
     * @param importBody the same where a file is imported
     */
    public record Limits(
            @DefaultValue("10MB") DataSize requestBody,
            @DefaultValue("256MB") DataSize importBody) {}

    /**
     * @param tenantClaim the claim that names the tenant
     * @param rolesClaim the claim that lists the roles
     */
    public record Security(
            @DefaultValue("tenant_id") String tenantClaim,
            @DefaultValue("roles") String rolesClaim) {}

    /**
     * @param interval between two looks at a server
     * @param timeout how long one look may take before the server counts as not answering
     */
    public record Health(
            @DefaultValue("2s") Duration interval,
            @DefaultValue("2s") Duration timeout) {}

    /** @param bootstrapServers host:port of brokers, separated by commas; none where this installation has no Kafka */
    public record Kafka(@Nullable String bootstrapServers) {}

    /**
     * @param url the cluster's address; none where this installation has no Elasticsearch
     * @param apiKey in the place of name and password, as Elasticsearch encodes it
     * @param prefix of the names of this installation's indices, where others keep theirs in the same cluster: lower-case
     *     letters, digits, underscores and dashes
     */
    public record Elasticsearch(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String apiKey,
            @DefaultValue("") String prefix) {

        /** What a request says in its header {@code Authorization}; nothing where nobody need say who they are. */
        public @Nullable String authorization() {
            if (apiKey != null) {
                return "ApiKey " + apiKey;
            }
            String login = username + ":" + password;
            return username == null
                    ? null
                    : "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Elasticsearch[" + url + "]";
        }
    }

    /**
     * @param uri the Bolt address; none where this installation has no Neo4j
     * @param prefix of the names of this installation's graphs, where others keep theirs in the same database: lower-case
     *     letters, digits and underscores
     */
    public record Neo4j(
            @Nullable String uri,
            @Nullable String username,
            @Nullable String password,

            @DefaultValue("") String prefix) {
        @Override
        public String toString() {
            return "Neo4j[" + uri + "]";
        }
    }
}
