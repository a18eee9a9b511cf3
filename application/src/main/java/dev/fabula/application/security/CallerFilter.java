package dev.fabula.application.security;

import dev.fabula.application.FabulaProperties;
import dev.fabula.application.web.ProblemWriter;
import dev.fabula.application.web.RequestIds;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds who calls, from the token alone, for the length of the request; a token without a tenant gets no further. */
final class CallerFilter extends OncePerRequestFilter {

    private final FabulaProperties.Security security;
    private final ProblemWriter problems;

    CallerFilter(FabulaProperties.Security security, ProblemWriter problems) {
        this.security = security;
        this.problems = problems;
    }

    /** Streams go on in another dispatch, on another thread, and are still the caller's. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token)) {
            chain.doFilter(request, response);
            return;
        }
        Jwt jwt = token.getToken();
        String tenant = jwt.getClaims().get(security.tenantClaim()) instanceof String named ? named : "";
        String subject = jwt.getSubject() == null ? "" : jwt.getSubject();
        if (!TenantId.isValid(tenant)) {
            refuse(
                    request,
                    response,
                    "tenant-missing",
                    "The token names no tenant (claim " + security.tenantClaim() + ").");
            return;
        }
        if (subject.isBlank() || subject.length() > 255) {
            refuse(request, response, "actor-missing", "The token names no actor (claim sub, at most 255 characters).");
            return;
        }
        Caller caller = new Caller(
                new TenantId(tenant),
                new ActorId(subject),
                TokenRoles.in(jwt, security.rolesClaim()),
                RequestIds.of(request));
        try (var _ = MDC.putCloseable("tenant_id", tenant);
                var _ = MDC.putCloseable("user_id", subject)) {
            proceed(caller, request, response, chain);
        }
    }

    private static void proceed(
            Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            caller.call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String code, String detail)
            throws IOException {
        problems.write(request, response, HttpStatus.FORBIDDEN, code, detail);
    }
}
