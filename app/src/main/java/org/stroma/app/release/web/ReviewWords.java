package org.stroma.app.release.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.genealogy.Units;
import org.stroma.app.release.AuditTrailReviews;
import org.stroma.app.shell.HistoryWords;
import org.stroma.app.shell.Words;

/** Says the lines that every review of an audit trail has, in words. */
@Component("reviewWords")
class ReviewWords {
    private final Words words;
    private final HistoryWords history;
    private final Units units;

    ReviewWords(Words words, HistoryWords history, Units units) {
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
}
