package org.stroma.app.release;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.Hands;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.People;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Observation;

/** Who tested and who reviewed what a certificate prints, and who answers for the tests as a whole: from the records, as they were made. */
@Component
class TestHands {
    /** Production head and QC head put the lot before its releases; the second person of it is the QC head. */
    private static final String SUBMISSION = "OP-206";

    private final Hands hands;
    private final Units units;
    private final People people;
    private final Times times;
    private final Words words;

    TestHands(Hands hands, Units units, People people, Times times, Words words) {
        this.hands = hands;
        this.units = units;
        this.people = people;
        this.times = times;
        this.words = words;
    }

    /**
     * The QC head's approval of the tests.
     *
     * @param name with the person's code
     * @param at time with zone
     * @param instant the same
     */
    record Approved(String name, String at, Instant instant) {}

    /** What lies behind observations, by the evidence that they name. */
    Map<String, List<Hands.Hand>> behind(Collection<Observation> observations) {
        List<Long> ids = observations.stream().map(Observation::evidence).filter(id -> id.matches("\\d{1,15}"))
                .distinct().map(Long::valueOf).toList();
        return hands.of(ids).stream().collect(Collectors.groupingBy(hand -> Long.toString(hand.wanted())));
    }

    String tested(List<Hands.Hand> behind) {
        return together(behind, hand -> hand.outside() == null
                ? name(hand.entered())
                : words.say("certificate.outside", hand.outside(), name(hand.entered())));
    }

    String reviewed(List<Hands.Hand> behind) {
        return together(behind, hand -> name(hand.reviewed()));
    }

    private String together(List<Hands.Hand> behind, Function<Hands.Hand, String> said) {
        return String.join(words.say("detail.between"),
                behind.stream().map(said).filter(text -> !text.isEmpty()).distinct().toList());
    }

    private static String name(Hands.@Nullable Person person) {
        return person == null ? "" : person.name();
    }

    /** Everybody who is named in lines, with the code that the records know him by. */
    String named(Stream<Hands.Hand> behind) {
        return String.join(words.say("detail.between"),
                behind.flatMap(hand -> Stream.of(hand.entered(), hand.reviewed())).filter(Objects::nonNull)
                        .distinct().sorted(Comparator.comparing(Hands.Person::code))
                        .map(each -> each.name() + " " + each.code()).toList());
    }

    /** The newest approval that the lot had at an instant; empty for a lot that was never put before its releases. */
    Optional<Approved> approved(String lot, Instant at) {
        return units.events(lot).stream()
                .filter(event -> event.type().equals(SUBMISSION) && !event.endedAt().isAfter(at))
                .max(Comparator.comparing(Units.Event::endedAt))
                .flatMap(event -> Optional.ofNullable(event.verifiedBy()).map(code -> new Approved(
                        people.find(code).map(each -> each.fullName() + " (" + code + ")").orElse(code),
                        times.second(event.endedAt()), event.endedAt())));
    }
}
