package dev.fabula.application.local;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.fabula.application.FabulaProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An issuer of tokens for a developer's machine, with demo users. Its one client is the command line, whose secret lies
 * beside the data and is readable by its owner alone. It exists only in the local profile, and not even there where
 * another issuer is configured.
 */
@Configuration(proxyBeanMethods = false)
@Profile("local")
@ConditionalOnProperty(
        name = "spring.security.oauth2.resourceserver.jwt.issuer-uri",
        matchIfMissing = true,
        havingValue = "none")
class LocalIssuer {

    static final String ISSUER = "http://localhost/fabula-local";
    static final Duration TOKEN_LIFE = Duration.ofHours(12);

    @Bean
    ECKey signingKey(@Value("${fabula.local.secrets}") Path secrets) {
        return SigningKey.in(secrets);
    }

    @Bean
    JWKSource<SecurityContext> keys(ECKey signingKey) {
        return new ImmutableJWKSet<>(new JWKSet(signingKey));
    }

    /** Reads our own tokens without asking ourselves over HTTP. */
    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        // Expiry and issuer are checked by Spring's validators below, once.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(ISSUER));
        return decoder;
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().issuer(ISSUER).build();
    }

    @Bean
    RegisteredClientRepository clients(@Value("${fabula.local.cli-secret}") String secret) {
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId("cli")
                .clientId("fabula-cli")
                .clientSecret("{noop}" + secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build());
    }

    @Bean
    @Order(1)
    SecurityFilterChain issuer(HttpSecurity http) throws Exception {
        return http.oauth2AuthorizationServer(server -> http.securityMatcher(server.getEndpointsMatcher()))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    /** Puts the demo user that was asked for into the token: parameters tenant, user and role, each optional. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> demoUserInToken(FabulaProperties properties) {
        return context -> {
            if (!(context.getAuthorizationGrant() instanceof OAuth2ClientCredentialsAuthenticationToken grant)) {
                return;
            }
            DemoUser user = asked(grant);
            context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
            context.getClaims()
                    .subject(user.name())
                    .claim(properties.security().tenantClaim(), user.tenant())
                    .claim(
                            properties.security().rolesClaim(),
                            List.of(user.role().claim()));
        };
    }

    private static DemoUser asked(OAuth2ClientCredentialsAuthenticationToken grant) {
        try {
            return DemoUsers.find(parameter(grant, "tenant"), parameter(grant, "user"), parameter(grant, "role"));
        } catch (IllegalArgumentException nobody) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("invalid_request", nobody.getMessage(), null), nobody);
        }
    }

    private static @Nullable String parameter(OAuth2ClientCredentialsAuthenticationToken grant, String name) {
        return grant.getAdditionalParameters().get(name) instanceof String value && !value.isBlank() ? value : null;
    }
}
