package org.stroma.app.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;

/** Whoever must change his password meets nothing else before he has: pages lead to the change, programs are told. */
@Configuration(proxyBeanMethods = false)
class FirstThingsFirst implements WebMvcConfigurer, HandlerInterceptor {
    private static final Set<String> OPEN = Set.of("/account", "/account/password", "/sign-in", "/sign-out", "/error",
            "/api/v1/me", "/api/v1/me/password", "/api/v1/sessions");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE)
                .excludePathPatterns("/webjars/**", "/assets/**", "/_static/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        boolean first = request.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof Actor actor && actor.mustChange();
        if (!first || OPEN.contains(request.getRequestURI())) {
            return true;
        }
        if (request.getRequestURI().startsWith("/api/")) {
            throw new Refusal("ST026");
        }
        response.sendRedirect("/account");
        return false;
    }
}
