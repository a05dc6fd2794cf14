package org.stroma.app.shell.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;
import org.stroma.app.people.Actor;
import org.stroma.app.people.People;
import org.stroma.app.shell.AsksRevision;
import org.stroma.app.shell.Words;

/**
 * What the interface says about itself: each operation's sentence from the words of the module, and the roles that its own
 * expression lets in, asked role by role.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {
    private static final String BEARER = "session";
    private static final String PROBLEM = "Problem";
    private static final List<Integer> REFUSED_READS = List.of(400, 401, 403, 404);
    private static final List<Integer> REFUSED_WRITES = List.of(400, 401, 403, 404, 409, 412, 422);

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Stroma").version("v1")
                        .description("MSC medicines from the cord to the patient, and back"))
                .components(new Components()
                        .addSecuritySchemes(BEARER,
                                new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                        .addSchemas(PROBLEM, problem()))
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
        boolean writes = handler.hasMethodAnnotation(PostMapping.class);
        AsksRevision asks = handler.getMethodAnnotation(AsksRevision.class);
        if (writes) {
            operation.addParametersItem(new HeaderParameter().name(RepeatedRequests.KEY).required(false)
                    .schema(new StringSchema().minLength(16).maxLength(128)));
            operation.addParametersItem(new HeaderParameter().name(HttpHeaders.IF_MATCH)
                    .required(asks != null && !asks.orInBody())
                    .schema(new StringSchema().example("\"L26-117;4\"")));
        }
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        List<Integer> refused = new ArrayList<>(writes ? REFUSED_WRITES : REFUSED_READS);
        if (asks != null) {
            refused.add(428);
        }
        for (int status : refused) {
            responses.addApiResponse(Integer.toString(status), new ApiResponse()
                    .description(Refusals.title(words, LocaleContextHolder.getLocale(), status))
                    .content(new Content().addMediaType(MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new io.swagger.v3.oas.models.media.MediaType()
                                    .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
        }
        return operation.responses(responses);
    }

    /** RFC 9457, with a code for programs and the values of the sentence. */
    private static Schema<?> problem() {
        return new ObjectSchema().addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema()).addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema()).addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema())
                .addProperty("details", new ObjectSchema().additionalProperties(true))
                .required(List.of("type", "title", "status", "detail", "code"));
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
