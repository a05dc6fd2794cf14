package org.stroma.app.batch.web;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.WorkInProcess;
import org.stroma.app.shell.Words;

/** Lots and cultures that are not finished, with the stage they are in. */
@Component
class BatchesInProcess implements WorkInProcess {
    private static final int NEWEST = 100;
    private static final int ON_THE_FIRST_PAGE = 12;

    private final Units units;
    private final Words words;

    BatchesInProcess(Units units, Words words) {
        this.units = units;
        this.words = words;
    }

    /** A batch in process; held when a stop hold stands on it or above it. */
    record Row(Units.Unit unit, Stage stage, boolean held) {}

    List<Row> list() {
        return rows(NEWEST);
    }

    /** Lots first, then cultures, each the newest first; two statements however many there are. */
    private List<Row> rows(int most) {
        List<Units.Unit> found = units.newest(Stage.TYPES, Stage.STATES, NEWEST).stream()
                .filter(unit -> Stage.of(unit).isPresent())
                .sorted(Comparator.comparingInt(unit -> Stage.TYPES.indexOf(unit.type()))).limit(most).toList();
        Set<String> stopped = units.stopped(found.stream().map(Units.Unit::code).toList());
        return found.stream().map(
                unit -> new Row(unit, Stage.of(unit).orElseThrow(), stopped.contains(unit.code()))).toList();
    }

    @Override
    public List<String> stages() {
        return Stream.of(Stage.values()).map(stage -> words.say(stage.key())).toList();
    }

    @Override
    public List<Line> linesFor(Actor actor) {
        if (actor.roles().stream().noneMatch(BatchBeans.MAKERS::contains)) {
            return List.of();
        }
        return rows(ON_THE_FIRST_PAGE).stream()
                .map(row -> new Line(row.unit().code(), BatchPages.page(row.unit()), row.stage().ordinal(), row.held(),
                        words.either(row.unit().stateZh(), row.unit().stateEn()),
                        row.held() ? "BAD" : row.unit().tone()))
                .toList();
    }
}
