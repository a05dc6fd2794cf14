package org.stroma.app.standard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;

/**
 * Finds the standard that is in force for a purpose, and any version that ever judged something. Several codes joined by
 * {@code +} are read as one standard with the requirements of all, their versions joined likewise; one statement reads
 * them all. Content is read once for each digest, since a digest never changes its meaning.
 */
@Service
public class StandardShelf {
    private static final String EFFECTIVE = """
            select distinct on (w.purpose, v.code) w.purpose, v.code, v.digest
              from unnest(:purposes, :codes, cast(:instants as timestamptz[])) as w(purpose, code, at)
              join standard.version v on v.code = w.code and v.state = 'APPROVED' and v.effective_from <= w.at
             order by w.purpose, v.code, v.effective_from desc""";
    private static final String EXACT = """
            select v.code, v.digest from standard.version v
              join unnest(:codes, :versions) as x(code, version) on (v.code, v.version) = (x.code, x.version)""";
    private static final String CONTENT = "select content from standard.version where digest = :digest limit 1";

    private final JdbcClient jdbc;
    private final Map<String, Standard> read = new ConcurrentHashMap<>();

    StandardShelf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a standard is wanted for.
     *
     * @param codes one code, or several joined by {@code +}
     * @param at the instant at which it has to be in force
     */
    public record Purpose(String codes, Instant at) {}

    /** The versions in force for several purposes. */
    public final class InForce {
        private final List<Purpose> purposes;
        private final Map<Integer, Map<String, String>> digests;

        private InForce(List<Purpose> purposes, Map<Integer, Map<String, String>> digests) {
            this.purposes = purposes;
            this.digests = digests;
        }

        /** The standard for one of the purposes; refused when there is none in force. */
        public Standard get(Purpose purpose) {
            Map<String, String> found = digests.getOrDefault(purposes.indexOf(purpose), Map.of());
            return together(split(purpose.codes()).stream().map(code -> {
                String digest = found.get(code);
                if (digest == null) {
                    throw new Refusal("standard.none-effective",
                            Map.of("standard", code, "at", purpose.at().toString()));
                }
                return standard(digest);
            }).toList());
        }

        public boolean serves(Purpose purpose) {
            return purposes.contains(purpose);
        }
    }

    /** The version in force at an instant; refused when there is none. */
    public Standard effective(String codes, Instant at) {
        Purpose purpose = new Purpose(codes, at);
        return inForce(List.of(purpose)).get(purpose);
    }

    /** The versions in force for several purposes, by one statement. */
    public InForce inForce(List<Purpose> purposes) {
        List<Integer> numbers = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        List<String> instants = new ArrayList<>();
        for (int i = 0; i < purposes.size(); i++) {
            for (String code : split(purposes.get(i).codes())) {
                numbers.add(i);
                codes.add(code);
                instants.add(purposes.get(i).at().toString());
            }
        }
        Map<Integer, Map<String, String>> digests = new HashMap<>();
        jdbc.sql(EFFECTIVE).param("purposes", numbers.toArray(Integer[]::new))
                .param("codes", codes.toArray(String[]::new)).param("instants", instants.toArray(String[]::new))
                .query((row, _) -> digests.computeIfAbsent(row.getInt("purpose"), _ -> new HashMap<>())
                        .put(row.getString("code"), row.getString("digest")))
                .list();
        return new InForce(List.copyOf(purposes), digests);
    }

    /** One version, whether it is still in force or not, a draft included. */
    public Standard version(String codes, String versions) {
        List<String> wanted = split(codes);
        List<String> exact = split(versions);
        if (wanted.size() != exact.size()) {
            throw new Refusal("not-found", Map.of("standard", codes + " " + versions));
        }
        Map<String, String> digests = digests(jdbc.sql(EXACT).param("codes", wanted.toArray(String[]::new))
                .param("versions", exact.toArray(String[]::new)));
        return together(wanted.stream().map(code -> {
            String digest = digests.get(code);
            if (digest == null) {
                throw new Refusal("not-found", Map.of("standard", codes + " " + versions));
            }
            return standard(digest);
        }).toList());
    }

    /** The standard of a digest that is in the database. */
    Standard standard(String digest) {
        return read.computeIfAbsent(digest, wanted -> {
            byte[] content = jdbc.sql(CONTENT).param("digest", wanted).query(byte[].class).single();
            return new StandardReader(new Library(new TreeMap<>(), new TreeMap<>())).read(content).orThrow();
        });
    }

    private static Map<String, String> digests(JdbcClient.StatementSpec statement) {
        return statement.query((row, n) -> Map.entry(row.getString("code"), row.getString("digest"))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> split(String joined) {
        return List.of(joined.split("\\+", -1));
    }

    private static Standard together(List<Standard> parts) {
        Standard first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        SortedMap<String, Texts> sentences = new TreeMap<>();
        parts.forEach(part -> sentences.putAll(part.sentences()));
        return new Standard(joined(parts, Standard::code), joined(parts, Standard::version), first.name(),
                parts.stream().flatMap(part -> part.characteristics().stream()).distinct().toList(),
                parts.stream().flatMap(part -> part.requirements().stream()).toList(),
                parts.stream().flatMap(part -> part.clauses().stream()).distinct().toList(), sentences);
    }

    private static String joined(List<Standard> parts, Function<Standard, String> text) {
        return parts.stream().map(text).collect(Collectors.joining("+"));
    }
}
