package org.stroma.app.database;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Has inquiries answered: one alone by its own select, several by one statement, in which each is a column of JSON. All answers
 * of one statement are of the same instant.
 */
@Component
public class Inquiries {
    private final JdbcClient jdbc;

    Inquiries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the database answered to several inquiries. */
    public static final class Answers {
        private final Map<Inquiry<?>, List<?>> rows = new IdentityHashMap<>();

        private Answers() {}

        /** The rows of one of the inquiries that were asked, in its order. */
        @SuppressWarnings("unchecked") // put there by the same inquiry
        public <T> List<T> list(Inquiry<T> inquiry) {
            List<?> found = rows.get(inquiry);
            if (found == null) {
                throw new IllegalArgumentException("that was not asked");
            }
            return (List<T>) found;
        }

        public <T> Optional<T> find(Inquiry<T> inquiry) {
            return list(inquiry).stream().findFirst();
        }
    }

    public <T> List<T> list(Inquiry<T> inquiry) {
        return jdbc.sql(inquiry.sql()).params(inquiry.values()).query((row, _) -> inquiry.read(Row.of(row))).list();
    }

    public <T> Optional<T> find(Inquiry<T> inquiry) {
        return list(inquiry).stream().findFirst();
    }

    /** Asks all at once. */
    public Answers ask(List<? extends Inquiry<?>> inquiries) {
        StringBuilder sql = new StringBuilder("select ");
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < inquiries.size(); i++) {
            sql.append(i == 0 ? "" : ",\n").append("(select json_agg(row_to_json(x)) from (")
                    .append(inquiries.get(i).sql()).append("\n) x) as a").append(i);
            values.addAll(inquiries.get(i).values());
        }
        return jdbc.sql(sql.toString()).params(values).query((row, _) -> {
            Answers answers = new Answers();
            for (int i = 0; i < inquiries.size(); i++) {
                Inquiry<?> inquiry = inquiries.get(i);
                answers.rows.put(inquiry, rows(inquiry, row.getString(i + 1)));
            }
            return answers;
        }).single();
    }

    private static <T> List<T> rows(Inquiry<T> inquiry, @Nullable String json) {
        return JsonRow.list(json).stream().map(inquiry::read).toList();
    }
}
