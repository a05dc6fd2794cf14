package org.stroma.app.demo;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Client;
import tools.jackson.databind.json.JsonMapper;

/**
 * Services whose acts are done through the interface for programs: a call becomes a POST by the same person, its answer the
 * result; a few acts are left to people's hands. The first request at each address is preceded by the same one of somebody of another organisation, which must be
 * refused, and followed by itself, which must be answered the same and do nothing. What goes wrong is kept for a test to show.
 */
final class Programs {
    private static final JsonMapper JSON = JsonMapper.builder().changeDefaultVisibility(
            visible -> visible.withGetterVisibility(Visibility.NONE).withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .build();

    /** What somebody else may do in his own organisation, with the same words. */
    private static final Set<String> OWN = Set.of("/supply-orders", "/patients", "/dose-orders",
            "/me/second-factor", "/me/second-factor/confirmation");

    private final BeanFactory direct;
    private final int port;
    private final LongSupplier written;
    private final Hands hands;
    private final Map<String, Route> routes = Route.all();
    private final Set<String> done = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> strangers = new HashMap<>();
    /** Writes that ask which revision of a unit was seen, by pattern. */
    private final Set<String> asking;

    Programs(BeanFactory direct, int port, LongSupplier written, Hands hands) {
        this.hands = hands;
        this.direct = direct;
        this.port = port;
        this.written = written;
        asking = AskedRevisionTests.asking(direct.getBean("requestMappingHandlerMapping",
                RequestMappingHandlerMapping.class)).keySet();
    }

    /** The application's services, those with an interface behind it. */
    BeanFactory beans() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory(direct);
        routes.values().stream().map(Route::service).distinct()
                .forEach(service -> beans.registerSingleton(service.getName(), behindTheInterface(service)));
        return beans;
    }

    /** The writes that were done, by method and pattern. */
    Set<String> done() {
        return Set.copyOf(done);
    }

    /** What was answered otherwise than it should. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private Object behindTheInterface(Class<?> service) {
        ProxyFactory factory = new ProxyFactory();
        factory.setTarget(direct.getBean(service));
        factory.setProxyTargetClass(true);
        factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) call -> {
            String act = Route.key(service, call.getMethod().getName());
            if (hands.take(act, call.getArguments())) {
                return hands.act(act, call.getArguments());
            }
            Route route = routes.get(act);
            return route == null || !route.takes(call.getArguments()) ? call.proceed() : through(route, call);
        });
        return factory.getProxy();
    }

    private @Nullable Object through(Route route, MethodInvocation call) {
        Object[] arguments = call.getArguments();
        Client.Answer answer = post((Actor) arguments[0], route.pattern(), route.path(arguments),
                route.body(arguments));
        return route.result(answer, call.getMethod().getGenericReturnType());
    }

    /**
     * Sends a write that has to be done.
     *
     * @param pattern of the address, below {@code /api/v1}
     */
    Client.Answer post(Actor actor, String pattern, String path, @Nullable Object sent) {
        String address = "/api/v1" + path;
        String body = sent == null ? "" : JSON.writeValueAsString(sent);
        boolean first = done.add("POST /api/v1" + pattern.replaceAll("\\?.*", ""));
        String seen = asking.contains("/api/v1" + pattern) ? seen(actor, path) : "";
        if (first && !body.contains("sha256") && !OWN.contains(pattern)) {
            stranger(address, body, actor, seen);
        }
        Client client = Client.of(port, actor.token()).with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Accept-Language", "en");
        if (!seen.isEmpty()) {
            if (first && Client.of(port, actor.token()).post(address, body).status() != 428) {
                wrong.add(address + " without saying which revision was seen");
            }
            client = client.with("If-Match", seen);
        }
        Client.Answer answer = client.post(address, body);
        if (answer.status() >= 300) {
            throw new IllegalStateException(actor.code() + " POST " + address + " "
                    + body.replaceAll("[A-Za-z0-9+/]{200,}=*", "…") + ": " + answer.status() + " "
                    + answer.response().body());
        }
        if (first) {
            again(client, address, body, answer);
        }
        return answer;
    }

    /** The entity tag of the unit that an address names. */
    private String seen(Actor actor, String path) {
        Client client = Client.of(port, actor.token());
        return Arrays.stream(path.split("/")).filter(step -> !step.isEmpty())
                .map(step -> client.get("/api/v1/units/" + step)).filter(unit -> unit.status() == 200)
                .map(unit -> unit.header("ETag")).findFirst().orElseThrow();
    }

    private void again(Client client, String path, String body, Client.Answer answer) {
        long before = written.getAsLong();
        Client.Answer replay = client.post(path, body);
        boolean secret = answer.response().body().contains("\"password\"") || path.endsWith("second-factor")
                || path.startsWith("/api/v1/vaults/");
        if (secret
                ? replay.status() != 409
                : replay.status() != answer.status() || !replay.response().body().equals(answer.response().body())
                        || !replay.header("Idempotent-Replayed").equals("true")) {
            wrong.add(path + " sent again: " + replay.status() + " " + replay.response().body());
        }
        Client.Answer other = client.post(path, body + " ");
        if (other.status() != 409) {
            wrong.add(path + " with another body under the same key: " + other.status());
        }
        if (written.getAsLong() != before) {
            wrong.add(path + " sent again wrote something");
        }
    }

    /** Somebody of another organisation, with the same role where there is one. */
    private void stranger(String path, String body, Actor actor, String seen) {
        String person = actor.has("PHYSICIAN") ? "DR-2" : actor.has("LOGISTICS") ? "CD-1" : "NU-2";
        String token = strangers.computeIfAbsent(person, code -> direct.getBean(org.stroma.app.people.Door.class)
                .signIn(code.toLowerCase(java.util.Locale.ROOT), Stage.PASSWORD, null, "TEST 127.0.0.1"));
        long before = written.getAsLong();
        Client client = Client.of(port, token);
        Client.Answer answer = (seen.isEmpty() ? client : client.with("If-Match", seen)).post(path, body);
        if (answer.status() < 400 || answer.status() >= 500
                || !answer.header("Content-Type").startsWith("application/problem+json")) {
            wrong.add(path + " by " + person + ": " + answer.status() + " " + answer.response().body());
        }
        if (written.getAsLong() != before) {
            wrong.add(path + " by " + person + " wrote something");
        }
    }

    /** Names and values of a body, in order; a value may be absent. */
    static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Stream.iterate(0, i -> i < namesAndValues.length, i -> i + 2)
                .forEach(i -> fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]));
        return fields;
    }
}
