package org.stroma.app.batch.web;

import java.util.List;
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
        return rows().toList();
    }

    private Stream<Row> rows() {
        return Stream.of("LOT", "PASSAGE_CULTURE", "ISOLATE")
                .flatMap(type -> units.list(type, null, null, NEWEST).stream())
                .flatMap(unit -> Stage.of(unit).map(stage -> new Row(unit, stage, held(unit))).stream());
    }

    private boolean held(Units.Unit unit) {
        return units.holds(unit.code()).stream().anyMatch(hold -> hold.open() && hold.kind().equals("STOP"));
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
        return rows().limit(ON_THE_FIRST_PAGE)
                .map(row -> new Line(row.unit().code(), BatchPages.page(row.unit()), row.stage().ordinal(), row.held(),
                        words.either(row.unit().stateZh(), row.unit().stateEn()),
                        row.held() ? "BAD" : row.unit().tone()))
                .toList();
    }
}
