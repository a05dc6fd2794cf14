package org.stroma.app.shell.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.stroma.app.people.FreeText;

/**
 * Looks at every text that comes in, wherever it stands: fields of forms, what is asked for, places of an address, names of files. What
 * carries somebody's identity is refused before a handler sees it. Bodies of programs are looked at while they are read ({@link StrictBodies}).
 * The pages of the vault are the one place where identities are entered; their reasons are checked by the vault itself.
 */
@Configuration(proxyBeanMethods = false)
class GuardedText implements WebMvcConfigurer, HandlerInterceptor {
    /** What a person of the staff is called, and what only he knows. */
    private static final Set<String> NOT_FREE = Set.of("fullName", "password", "verifierPassword", "current", "fresh",
            "again",
            "_csrf");
    private static final String PAGES_OF_IDENTITIES = "/vault/";
    private static final String INTERFACE_OF_IDENTITIES = "/api/v1/vaults/";

    private final FreeText freeText;

    GuardedText(FreeText freeText) {
        this.freeText = freeText;
    }

    /** Whether text of a field is looked at in the request that is being read. */
    static boolean looksAt(String field) {
        return !NOT_FREE.contains(field) && !(RequestContextHolder
                .getRequestAttributes() instanceof ServletRequestAttributes now && isAboutIdentities(now.getRequest()));
    }

    /** Whether identities are what a request brings or asks for. */
    static boolean isAboutIdentities(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PAGES_OF_IDENTITIES)
                || request.getRequestURI().startsWith(INTERFACE_OF_IDENTITIES);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap().forEach((name, values) -> {
            freeText.refuse("?", name);
            if (looksAt(name)) {
                Arrays.stream(values).forEach(value -> freeText.refuse(name, value));
            }
        });
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> places) {
            places.forEach((name, value) -> freeText.refuse(name.toString(), value.toString()));
        }
        if (request instanceof MultipartHttpServletRequest parts) {
            parts.getMultiFileMap().forEach((name, files) -> files
                    .forEach(file -> freeText.refuse(name, file.getOriginalFilename())));
        }
        return true;
    }
}
