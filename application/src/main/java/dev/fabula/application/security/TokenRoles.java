package dev.fabula.application.security;

import dev.fabula.application.FabulaProperties;
import dev.fabula.contracts.tenancy.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Reads our roles out of a token. */
final class TokenRoles implements Converter<Jwt, AbstractAuthenticationToken> {

    private final String claim;

    TokenRoles(FabulaProperties.Security security) {
        this.claim = security.rolesClaim();
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        List<SimpleGrantedAuthority> authorities = in(token, claim).stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
        return new JwtAuthenticationToken(token, authorities);
    }

    static Set<Role> in(Jwt token, String claim) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (token.getClaims().get(claim) instanceof Collection<?> names) {
            names.forEach(name -> Role.fromClaim(String.valueOf(name)).ifPresent(roles::add));
        }
        return roles;
    }
}
