package dev.fabula.query;

import dev.fabula.query.search.SearchProperties;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Everything of this module; the application imports it, and says how far read models are. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EnableConfigurationProperties({QueryProperties.class, SearchProperties.class})
public class QuerySide {

    /** On the connection of the transaction, which knows the tenant. Outside one there is no row to see. */
    @Bean
    DSLContext queries(DataSource database, QueryProperties properties) {
        return DSL.using(new DefaultConfiguration()
                .set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(database)))
                .set(SQLDialect.POSTGRES)
                .set(new Settings()
                        .withQueryTimeout(Math.toIntExact(properties.timeout().toSeconds()))
                        .withExecuteLogging(false))
                .set(SpringExceptions::new));
    }

    @Bean
    WebMvcConfigurer readYourWrites(ReadModelProgress progress, QueryProperties properties) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ReadYourWrites(progress, properties.longestWait()));
            }
        };
    }
}
