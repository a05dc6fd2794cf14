package org.stroma.app.people;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.util.WebUtils;

/** Deny by default: everything needs a live session but the sign-in page and static files. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
@ConditionalOnWebApplication
class SecurityConfiguration {
    private static final String CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain chain(HttpSecurity http, Door door, AuthenticationEntryPoint entry, AccessDeniedHandler denied)
            throws Exception {
        PathPatternRequestMatcher api = PathPatternRequestMatcher.withDefaults().matcher("/api/**");
        http.authorizeHttpRequests(requests -> requests
                .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                .requestMatchers("/sign-in", "/language", "/webjars/**", "/_static/**", "/assets/**").permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/sessions").permitAll()
                .anyRequest().authenticated());
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        // The API carries its token in a header that no browser adds by itself, so it needs no CSRF token; who sends neither that nor the
        // cookie that a browser adds is nobody, and is told so.
        // Every request proves its session anew, and none of them is a sign-in: the token of the pages changes with that (SignInPage), not with each
        // page, or the form on one tab would be refused as soon as another is opened.
        http.csrf(csrf -> csrf.spa().sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                .ignoringRequestMatchers(
                        request -> api.matches(request) && (request.getHeader("Authorization") != null
                                || WebUtils.getCookie(request, SessionFilter.COOKIE) == null),
                        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/api/v1/sessions")));
        http.addFilterBefore(new SessionFilter(door), UsernamePasswordAuthenticationFilter.class);
        http.exceptionHandling(handling -> handling.authenticationEntryPoint(entry).accessDeniedHandler(denied));
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CSP))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
        http.formLogin(form -> form.disable()).httpBasic(basic -> basic.disable()).logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable());
        return http.build();
    }

    /** Accounts live in the database and are checked by the door; Spring's own user store stays empty. */
    @Bean
    UserDetailsService noUsers() {
        return new InMemoryUserDetailsManager();
    }
}
