package dev.fabula.application.health;

import dev.fabula.application.FabulaProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One indicator a server; a server that is not configured is not part of this installation and has none. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private final FabulaProperties properties;

    HealthConfiguration(FabulaProperties properties) {
        this.properties = properties;
    }

    /** Without PostgreSQL nothing can be served: the only server whose absence is an outage. */
    @Bean
    WatchedServer postgres(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        jdbc.setQueryTimeout((int) Math.max(1, properties.health().timeout().toSeconds()));
        return new WatchedServer(
                "postgres", Status.DOWN, () -> required(jdbc.queryForObject("SHOW server_version", String.class)));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("fabula.kafka.bootstrap-servers")
    Admin kafkaAdmin() {
        int timeout = Math.toIntExact(properties.health().timeout().toMillis());
        return Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                required(properties.kafka().bootstrapServers()),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "fabula-health",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                timeout,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                timeout,
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                false));
    }

    @Bean
    @ConditionalOnProperty("fabula.kafka.bootstrap-servers")
    WatchedServer kafka(Admin admin) {
        long timeout = properties.health().timeout().toMillis();
        return new WatchedServer("kafka", WatchedServer.DEGRADED, () -> {
            var cluster = admin.describeCluster();
            int brokers = cluster.nodes().get(timeout, TimeUnit.MILLISECONDS).size();
            return "cluster " + cluster.clusterId().get(timeout, TimeUnit.MILLISECONDS) + ", " + brokers + " broker"
                    + (brokers == 1 ? "" : "s");
        });
    }

    @Bean
    @ConditionalOnProperty("fabula.elasticsearch.url")
    WatchedServer elasticsearch(JsonMapper json) {
        FabulaProperties.Elasticsearch at = properties.elasticsearch();
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(properties.health().timeout())
                .build();
        HttpRequest.Builder question = HttpRequest.newBuilder(
                        URI.create(required(at.url()).replaceAll("/+$", "") + "/_cluster/health"))
                .timeout(properties.health().timeout());
        String authorization = at.authorization();
        if (authorization != null) {
            question.header("Authorization", authorization);
        }
        HttpRequest request = question.build();
        return new WatchedServer("elasticsearch", WatchedServer.DEGRADED, () -> {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("HTTP " + answer.statusCode());
            }
            JsonNode health = json.readTree(answer.body());
            if ("red".equals(health.path("status").asString(""))) {
                throw new IllegalStateException("the cluster is red");
            }
            return "cluster " + health.path("cluster_name").asString("?") + ", "
                    + health.path("status").asString("?");
        });
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("fabula.neo4j.uri")
    Driver neo4jDriver() {
        FabulaProperties.Neo4j at = properties.neo4j();
        AuthToken login = at.username() == null ? AuthTokens.none() : AuthTokens.basic(at.username(), at.password());
        return GraphDatabase.driver(
                required(at.uri()),
                login,
                Config.builder()
                        .withConnectionTimeout(properties.health().timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .withConnectionAcquisitionTimeout(
                                properties.health().timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .build());
    }

    @Bean
    @ConditionalOnProperty("fabula.neo4j.uri")
    WatchedServer neo4j(Driver driver) {
        return new WatchedServer("neo4j", WatchedServer.DEGRADED, () -> {
            try (var session = driver.session()) {
                return session.run(
                                "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]")
                        .single()
                        .get(0)
                        .asString();
            }
        });
    }

    @Bean
    ServerWatch serverWatch(ObjectProvider<WatchedServer> servers) {
        List<WatchedServer> all = new ArrayList<>(servers.orderedStream().toList());
        return new ServerWatch(
                all, properties.health().interval(), properties.health().timeout());
    }

    private static String required(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("no value where one was promised");
        }
        return value;
    }
}
