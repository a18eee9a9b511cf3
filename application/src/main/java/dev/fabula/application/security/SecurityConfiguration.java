package dev.fabula.application.security;

import dev.fabula.application.FabulaProperties;
import dev.fabula.application.web.ProblemWriter;
import dev.fabula.contracts.tenancy.Role;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Every call under /api carries a token; what is open is listed here, everything else is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] MEMBERS = Stream.of(Role.OWNER, Role.EDITOR, Role.CONTRIBUTOR, Role.VIEWER)
            .map(Role::name)
            .toArray(String[]::new);

    private static final String[] PLAYERS = Stream.of(
                    Role.OWNER, Role.EDITOR, Role.CONTRIBUTOR, Role.VIEWER, Role.GUEST)
            .map(Role::name)
            .toArray(String[]::new);

    /** Each filter would be observed for itself, at every request, and nobody looks at that. */
    @Bean
    static SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Whoever made the decoder, the local issuer or Spring Boot for one elsewhere. */
    @Bean
    static BeanPostProcessor rememberingTokens() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JwtDecoder decoder
                        ? new RememberedTokens(decoder, InstantSource.system())
                        : bean;
            }
        };
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http, FabulaProperties properties, ProblemWriter problems) throws Exception {
        TokenRoles roles = new TokenRoles(properties.security());
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**", "/actuator/info")
                        .permitAll()
                        .requestMatchers("/openapi", "/openapi/**", "/openapi.yaml", "/swagger-ui/**", "/")
                        .permitAll()
                        // The page alone; what it shows it asks for with a token.
                        .requestMatchers("/dashboard", "/dashboard/**")
                        .permitAll()
                        .requestMatchers("/actuator/**", "/api/admin", "/api/admin/**")
                        .hasRole(Role.OPERATOR.name())
                        // Content of a tenant, which is nothing to operators.
                        .requestMatchers("/api/erasures", "/api/erasures/**", "/api/legacies", "/api/legacies/**")
                        .hasAnyRole(MEMBERS)
                        .requestMatchers("/api/stories/**", "/api/graph/**")
                        .hasAnyRole(MEMBERS)
                        .requestMatchers("/api/story", "/api/story/**", "/api/user", "/api/user/**")
                        .hasAnyRole(PLAYERS)
                        .requestMatchers("/api/analytics/dashboard")
                        .hasAnyRole(Role.OWNER.name(), Role.EDITOR.name())
                        .requestMatchers("/api/analytics/event")
                        .hasAnyRole(PLAYERS)
                        .requestMatchers("/api/ai/usage")
                        .hasAnyRole(MEMBERS)
                        .requestMatchers("/api/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(roles))
                        .authenticationEntryPoint(unauthenticated(problems)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthenticated(problems))
                        .accessDeniedHandler(denied(problems)))
                .addFilterAfter(
                        new CallerFilter(properties.security(), problems), BearerTokenAuthenticationFilter.class)
                // Nothing here lives on cookies, so there is nothing to forge a request with.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    private static AuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
        return (request, response, failure) -> {
            boolean sent = request.getHeader("Authorization") != null;
            response.setHeader("WWW-Authenticate", sent ? "Bearer error=\"invalid_token\"" : "Bearer");
            problems.write(
                    request,
                    response,
                    HttpStatus.UNAUTHORIZED,
                    sent ? "token-invalid" : "token-missing",
                    sent
                            ? "The token is not valid here: expired, malformed, or from another issuer."
                            : "This call needs a token: Authorization: Bearer …");
        };
    }

    private static AccessDeniedHandler denied(ProblemWriter problems) {
        return (request, response, failure) -> problems.write(
                request,
                response,
                HttpStatus.FORBIDDEN,
                "role-missing",
                request.getRequestURI().startsWith("/api/admin")
                                || request.getRequestURI().startsWith("/actuator")
                        ? "This call needs the role operator."
                        : "The token's roles do not allow this call.");
    }
}
