package org.stroma.app.shell.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.stroma.app.database.Refusal;

/** The page of errors is where failures end; whoever asks for it himself finds nothing there, rather than a failure that never was. */
@Configuration(proxyBeanMethods = false)
class ErrorsAreNoEntrance implements WebMvcConfigurer, HandlerInterceptor {
    private static final String PAGE = "/error";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(PAGE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            throw new Refusal("not-found");
        }
        return true;
    }
}
