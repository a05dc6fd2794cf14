package org.stroma.app.accounts;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.people.People;
import org.stroma.app.shell.RecordedWords;

/** Says people, whom the records hold by their numbers, by their codes. */
@Component
class RecordedPeople implements RecordedWords {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Set<String> PEOPLE = Set.of("person", "operator", "witness", "second", "remover",
            "interviewer", "author");

    private final People people;
    /** Codes by number: people are only added, and keep their codes. */
    private volatile Map<String, String> known = Map.of();

    RecordedPeople(People people) {
        this.people = people;
    }

    @Override
    public Optional<String> find(String table, String column, String value) {
        boolean names = column.endsWith("_by") && !column.equals("made_by") || PEOPLE.contains(column)
                || (column.equals("id") && table.equals("people.person"));
        if (!names || !NUMBER.matcher(value).matches()) {
            return Optional.empty();
        }
        if (!known.containsKey(value)) {
            known = people.persons().stream().collect(
                    Collectors.toUnmodifiableMap(person -> Integer.toString(person.id()), People.Person::code));
        }
        return Optional.ofNullable(known.get(value));
    }
}
