package dev.fabula.application.projection;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import dev.fabula.application.FabulaProperties;
import dev.fabula.application.history.HistoryPools;
import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.elasticsearch.SearchSettings;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this installation has an Elasticsearch; it need not be there yet. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("fabula.elasticsearch.url")
class SearchConfiguration {

    private static final Timeout CONNECTING = Timeout.of(2, TimeUnit.SECONDS);
    /** For an answer: a request that fills an index may take seconds. */
    private static final Timeout ANSWERING = Timeout.of(30, TimeUnit.SECONDS);

    /** For whoever asks it; closed last, because others are made with it. */
    @Bean(destroyMethod = "close")
    Rest5Client searchClient(FabulaProperties fabula) {
        FabulaProperties.Elasticsearch at = fabula.elasticsearch();
        String url = at.url();
        if (url == null) {
            throw new IllegalStateException("fabula.elasticsearch.url is not set");
        }
        Rest5ClientBuilder builder = Rest5Client.builder(URI.create(url.replaceAll("/+$", "")))
                .setConnectionConfigCallback(
                        config -> config.setConnectTimeout(CONNECTING).setSocketTimeout(ANSWERING))
                .setRequestConfigCallback(config -> config.setResponseTimeout(ANSWERING));
        String authorization = at.authorization();
        if (authorization != null) {
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", authorization)});
        }
        return builder.build();
    }

    @Bean
    SearchServer searchServer(Rest5Client client, HistoryPools pools, FabulaProperties fabula) {
        return new SearchServer(
                client,
                pools.operate(),
                SearchSettings.DEFAULT,
                fabula.elasticsearch().prefix());
    }
}
