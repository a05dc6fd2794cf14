package org.stroma.app.laboratory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.stroma.app.shell.Words;

/** What test methods are called: the words for the methods that standards name, else the laboratory's own record of them. */
@Component("methodWords")
public class MethodWords {
    private static final String NAMES = """
            select distinct on (code) code, name_zh, name_en from laboratory.method order by code, state = 'EFFECTIVE' desc, version desc""";

    private final JdbcClient jdbc;
    private final Words words;

    MethodWords(JdbcClient jdbc, Words words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    /** The name of a method; what people wrote in words is itself. */
    public String name(@Nullable String code) {
        if (code == null) {
            return "";
        }
        String said = words.say("method." + code);
        if (!said.startsWith("⟨")) {
            return said;
        }
        List<String> names = known().get(code);
        return names == null ? code : words.either(names.getFirst(), names.getLast());
    }

    /** The names of all methods, read once in a request: a new version may rename one. */
    @SuppressWarnings("unchecked") // put there below
    private Map<String, List<String>> known() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object read = request == null ? null : request.getAttribute(NAMES, RequestAttributes.SCOPE_REQUEST);
        if (read != null) {
            return (Map<String, List<String>>) read;
        }
        Map<String, List<String>> names = new HashMap<>();
        jdbc.sql(NAMES).query((row, _) -> names.put(row.getString("code"),
                List.of(row.getString("name_zh"), row.getString("name_en")))).list();
        if (request != null) {
            request.setAttribute(NAMES, names, RequestAttributes.SCOPE_REQUEST);
        }
        return names;
    }
}
