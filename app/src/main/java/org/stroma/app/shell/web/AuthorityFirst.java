package org.stroma.app.shell.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.PreAuthorizeAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.util.SimpleMethodInvocation;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Asks a handler's {@code @PreAuthorize} before anything of the request is read, so that whoever may not call it learns nothing
 * about what it would have taken. The proxy around the handler asks again. A handler of ours without the annotation is closed.
 */
@Configuration(proxyBeanMethods = false)
class AuthorityFirst implements WebMvcConfigurer, HandlerInterceptor {
    private static final String OURS = "org.stroma.";

    private final PreAuthorizeAuthorizationManager manager = new PreAuthorizeAuthorizationManager();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith(OURS)
                && !allows(method, SecurityContextHolder.getContext().getAuthentication())) {
            throw new AccessDeniedException("not allowed");
        }
        return true;
    }

    /** Whether the handler's own expression lets this authentication in. */
    boolean allows(HandlerMethod handler, @Nullable Authentication who) {
        if (who == null) {
            return false;
        }
        Object bean = handler.createWithResolvedBean().getBean();
        Object target = AopProxyUtils.getSingletonTarget(bean);
        MethodInvocation invocation = new SimpleMethodInvocation(target == null ? bean : target, handler.getMethod());
        AuthorizationResult result = manager.authorize(() -> who, invocation);
        return result != null && result.isGranted();
    }
}
