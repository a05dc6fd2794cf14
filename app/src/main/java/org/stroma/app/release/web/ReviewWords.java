package org.stroma.app.release.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.InputWords;
import org.stroma.app.genealogy.Units;
import org.stroma.app.release.AuditTrailReviews;
import org.stroma.app.shell.HistoryWords;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.CharacteristicWords;

/** Says the lines that every review of an audit trail has, in words. */
@Component("reviewWords")
class ReviewWords implements InputWords {
    private static final int SAID = 5;

    private final AuditTrailReviews reviews;
    private final CharacteristicWords characteristics;
    private final Times times;
    private final Words words;
    private final HistoryWords history;
    private final Units units;

    ReviewWords(AuditTrailReviews reviews, CharacteristicWords characteristics, Times times, Words words,
            HistoryWords history, Units units) {
        this.reviews = reviews;
        this.characteristics = characteristics;
        this.times = times;
        this.words = words;
        this.history = history;
        this.units = units;
    }

    /** What it is about: how a sign-in failed, which table or clock was changed, in which state something ended. */
    public String what(AuditTrailReviews.Line line) {
        String what = Optional.ofNullable(line.what()).orElse("");
        return switch (line.kind()) {
            case "failed sign-in" -> Arrays.stream(what.split(" "))
                    .map(outcome -> history.said("people.sign_in_attempt", "outcome", outcome))
                    .collect(Collectors.joining(words.say("detail.between")));
            case "clock" -> words.say("release.clock." + what);
            case "broken off" -> Optional.ofNullable(line.unit()).flatMap(units::find)
                    .map(unit -> words.say("detail.pair", words.either(unit.typeZh(), unit.typeEn()),
                            words.either(unit.stateZh(), unit.stateEn())))
                    .orElse(what);
            default -> history.table(what);
        };
    }

    /** Who did it; of a failed sign-in, whose account it was. */
    public String who(AuditTrailReviews.Line line) {
        String who = line.who();
        return who == null ? words.say("release.unknown-account") : history.author(who);
    }

    public String why(AuditTrailReviews.Line line) {
        return line.why().isBlank() ? "" : history.reason(line.why());
    }

    @Override
    public String characteristic() {
        return AuditTrailReviews.CURRENT;
    }

    /** What entered the trail after its review was signed; the last ones are counted where they are many. */
    @Override
    public String say(List<String> inputs) {
        return since(inputs.stream().map(reviews::line).toList());
    }

    /** Lines in one sentence; the last ones are counted where they are many. */
    public String since(List<AuditTrailReviews.Line> lines) {
        Stream<String> said = lines.stream().limit(SAID).map(this::said);
        Stream<String> others = lines.size() > SAID
                ? Stream.of(words.say("release.since.others", lines.size() - SAID))
                : Stream.of();
        return Stream.concat(said, others).collect(Collectors.joining(words.say("detail.between")));
    }

    private String said(AuditTrailReviews.Line line) {
        String kind = words.say("release.exception." + line.kind().replace(' ', '-'));
        return Stream.of(kind, line.unit(), about(line), who(line), times.minute(line.at()))
                .filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" "));
    }

    private @Nullable String about(AuditTrailReviews.Line line) {
        String what = line.what();
        return switch (line.kind()) {
            case "correction", "invalidation", "rejected" -> what == null ? "" : characteristics.name(what);
            case "hold", "late entry", "void decision", "broken off" -> "";
            default -> what(line);
        };
    }
}
