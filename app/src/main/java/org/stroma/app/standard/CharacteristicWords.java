package org.stroma.app.standard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.stroma.app.shell.Words;

/** What characteristics are called: the words of the newest approved version that knows one. */
@Component("characteristics")
public class CharacteristicWords {
    private static final String DIGESTS = """
            select digest from standard.version where state = 'APPROVED' order by effective_from, id""";

    /** What the clocks of a product measured. */
    private static final Pattern CLOCK = Pattern.compile("clock_cl(\\d+)");

    private static final Pattern CODED = Pattern.compile("[A-Z][A-Z_]+");

    private final JdbcClient jdbc;
    private final StandardShelf shelf;
    private final Words words;
    /** Characteristics by code, and how many versions they were read from: versions are only added. */
    private volatile Known known = new Known(0, Map.of());

    CharacteristicWords(JdbcClient jdbc, StandardShelf shelf, Words words) {
        this.jdbc = jdbc;
        this.shelf = shelf;
        this.words = words;
    }

    private record Known(int versions, Map<String, Characteristic> byCode) {}

    /** The name of a characteristic; a code that no standard knows is itself. */
    public String name(String code) {
        Matcher clock = CLOCK.matcher(code);
        if (clock.matches()) {
            return words.say("characteristic.clock", clock.group(1));
        }
        return find(code).map(each -> words.either(each.name().zh(), each.name().en()))
                .orElseGet(() -> own(code));
    }

    /** What no standard asks for has the words of the module that records it, if it wrote any. */
    private String own(String code) {
        String said = words.say("characteristic." + code);
        return said.startsWith("⟨") ? code : said;
    }

    /** A value as it was said: where it is one of the choices of its characteristic, the name of the choice. */
    public String value(String code, String said) {
        return find(code).stream().flatMap(each -> each.choices().stream())
                .filter(choice -> choice.code().equals(said)).findFirst()
                .map(choice -> words.either(choice.name().zh(), choice.name().en())).orElseGet(() -> coded(said));
    }

    /** A code that no standard gives as a choice has the words of its own, if anyone wrote them. */
    private String coded(String said) {
        if (!CODED.matcher(said).matches()) {
            return said;
        }
        String words = this.words.say("value." + said);
        return words.startsWith("⟨") ? said : words;
    }

    private Optional<Characteristic> find(String code) {
        Characteristic found = known.byCode().get(code);
        return Optional.ofNullable(found == null ? read().byCode().get(code) : found);
    }

    /** Reads what was approved since; for the codes that no standard knows, once in a request. */
    private Known read() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && request.getAttribute(DIGESTS, RequestAttributes.SCOPE_REQUEST) != null) {
            return known;
        }
        if (request != null) {
            request.setAttribute(DIGESTS, true, RequestAttributes.SCOPE_REQUEST);
        }
        List<String> digests = jdbc.sql(DIGESTS).query(String.class).list();
        if (digests.size() == known.versions()) {
            return known;
        }
        Map<String, Characteristic> byCode = new HashMap<>();
        digests.stream().distinct().map(shelf::standard).flatMap(standard -> standard.characteristics().stream())
                .forEach(each -> byCode.put(each.code(), each));
        known = new Known(digests.size(), Map.copyOf(byCode));
        return known;
    }
}
