package org.stroma.app.shell.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;
import org.stroma.app.people.Actor;
import org.stroma.app.people.People;
import org.stroma.app.shell.Words;

/**
 * What the interface says about itself: each operation's sentence from the words of the module, and the roles that its own
 * expression lets in, asked role by role.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {
    private static final String BEARER = "session";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Stroma").version("v1")
                        .description("MSC medicines from the cord to the patient, and back"))
                .components(new Components().addSecuritySchemes(BEARER,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    OperationCustomizer describe(Words words, People people, AuthorityFirst authority) {
        return (operation, handler) -> describe(operation, handler, words, people, authority);
    }

    private static Operation describe(Operation operation, HandlerMethod handler, Words words, People people,
            AuthorityFirst authority) {
        operation.setSummary(summary(handler, words));
        List<String> roles = people.roles().stream().map(People.Role::code)
                .filter(role -> authority.allows(handler, somebody(role))).toList();
        operation.addExtension("x-roles", roles);
        if (handler.hasMethodAnnotation(PostMapping.class)) {
            operation.addParametersItem(new HeaderParameter().name(RepeatedRequests.KEY).required(false)
                    .schema(new StringSchema().minLength(16).maxLength(128)));
        }
        return operation;
    }

    private static Authentication somebody(String role) {
        return UsernamePasswordAuthenticationToken.authenticated(role, null,
                List.of(new SimpleGrantedAuthority("ROLE_" + role)));
    }

    /** The sentence {@code api.<class>.<method>}; a handler without one is named after its method. */
    private static String summary(HandlerMethod handler, Words words) {
        String method = handler.getMethod().getName();
        String key = "api." + handler.getBeanType().getSimpleName().replaceAll("\\$\\$.*", "") + "." + method;
        String said = words.say(key);
        if (!said.startsWith("⟨")) {
            return said;
        }
        String plain = method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }
}
