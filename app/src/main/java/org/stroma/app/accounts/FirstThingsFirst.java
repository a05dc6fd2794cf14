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

/**
 * Whoever must change his password, or works at several sites and has not said at which today, meets nothing else before he has: pages
 * lead to it, programs are told.
 */
@Configuration(proxyBeanMethods = false)
class FirstThingsFirst implements WebMvcConfigurer, HandlerInterceptor {
    private static final Set<String> OPEN = Set.of("/account", "/account/password", "/sign-in", "/sign-out", "/error",
            "/api/v1/me", "/api/v1/me/password", "/api/v1/sessions");
    private static final Set<String> OPEN_BEFORE_A_SITE = Set.of("/account/site", "/sign-in", "/sign-out", "/error",
            "/api/v1/me", "/api/v1/me/site", "/api/v1/me/sites", "/api/v1/sessions");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE)
                .excludePathPatterns("/webjars/**", "/assets/**", "/_static/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(request.getUserPrincipal() instanceof Authentication authentication)
                || !(authentication.getPrincipal() instanceof Actor actor)) {
            return true;
        }
        String path = request.getRequestURI();
        if (actor.mustChange()) {
            return OPEN.contains(path) || lead(path, "ST026", "/account", response);
        }
        return !actor.choosesPlace() || OPEN_BEFORE_A_SITE.contains(path)
                || lead(path, "ST187", "/account/site", response);
    }

    private static boolean lead(String path, String refusal, String page, HttpServletResponse response)
            throws IOException {
        if (path.startsWith("/api/")) {
            throw new Refusal(refusal);
        }
        response.sendRedirect(page);
        return false;
    }
}
