package org.stroma.app.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/**
 * The words of every screen: one bundle for each module under {@code messages/}, the plain file Chinese, the {@code _en}
 * file English. Chinese is the default; {@code ?lang=en} switches, for a year.
 */
@Configuration(proxyBeanMethods = false)
class Messages implements WebMvcConfigurer {

    @Bean
    MessageSource messageSource() throws IOException {
        return bundles();
    }

    static MessageSource bundles() throws IOException {
        Resource[] english = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:messages/*_en.properties");
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasenames(Arrays.stream(english).map(Resource::getFilename)
                .map(name -> "messages/" + name.replace("_en.properties", "")).sorted().toArray(String[]::new));
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        return source;
    }

    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("stroma_language");
        resolver.setDefaultLocaleFunction(Messages::languageOf);
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Strict");
        return resolver;
    }

    /** Pages are Chinese until somebody switches; programs say what they read. */
    private static Locale languageOf(HttpServletRequest request) {
        boolean english = request.getRequestURI().startsWith("/api/") && request.getHeader("Accept-Language") != null
                && request.getLocale().getLanguage().equals("en");
        return english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor language = new LocaleChangeInterceptor();
        language.setParamName("lang");
        language.setIgnoreInvalidLocale(true);
        registry.addInterceptor(language);
    }
}
