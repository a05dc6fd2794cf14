package org.stroma.app.batch.web;

import static org.stroma.app.batch.StepForm.Field.choice;
import static org.stroma.app.batch.StepForm.Field.flag;
import static org.stroma.app.batch.StepForm.Field.number;
import static org.stroma.app.batch.StepForm.Field.rows;
import static org.stroma.app.batch.StepForm.Field.text;

import java.util.List;
import java.util.Locale;
import org.stroma.app.batch.StepForm.Field;

/** The forms of cultivation and filling: which fields each asks for beside time, place, materials and the second person. */
enum StepKind {
    DISSECTION(text("product", "UCM-01"), text("unit", null), number("washCycles", "3"),
            number("fragmentMm", null).optional(), text("antibiotics", null).optional()),
    ISOLATION(text("product", "UCM-01"), text("unit", null), text("culture", null), number("cordCm", "20.0"),
            number("fragments", null).optional(), number("platedCells", null).optional(),
            number("viability", null).optional(), text("vesselKind", "T175"), number("vessels", "12"),
            number("areaCm2", "175")),
    CARE(text("unit", null), flag("mediumChanged"),
            choice("to", "OUTGROWING", "HARVESTABLE", "EXPANDING", "READY").optional(),
            rows("seen", "vessel", "confluence", "morphology")),
    DISCARD(text("unit", null), text("reason", null)),
    HARVEST(text("unit", null), text("harvest", null), number("viableCells", null), number("viability", null),
            number("confluence", null).optional(), number("enzyme_contact", null).optional(),
            rows("samples", "code", "purpose", "cells")),
    SEEDING(text("unit", null), text("culture", null), number("cells", null), text("vesselKind", "CF-10"),
            number("vessels", null), number("areaCm2", "6320"), text("remainderNote", null).optional()),
    INOCULATION(text("unit", null), text("culture", null), number("cells", null), text("reactor", null),
            number("volumeMl", null), number("carrierCm2", null), text("remainderNote", null).optional()),
    TERMINATION(text("unit", null), text("reason", null)),
    POOLING(text("units", null).lines(), text("harvest", null)),
    SPLITTING(text("unit", null), rows("parts", "code", "cells")),
    DISPOSAL(text("unit", null), text("reason", null)),
    SAMPLING(text("unit", null), rows("samples", "code", "purpose", "cells")),
    THAW(text("vials", null).lines(), text("harvest", null), number("viableCells", null), number("viability", null)),
    WASH(text("unit", null), text("washed", null), number("viableCells", null), number("viability", null)),
    FORMULATION(text("unit", null), text("bulk", null), number("volumeMl", null).optional()),
    FILL(text("unit", null), text("lot", null), number("containers", null), number("lineLossMl", null).optional()),
    INSPECTION(text("unit", null), rows("defects", "container", "kind"), number("aqlSample", "20"),
            number("aqlDefects", "0")),
    LABELLING(text("unit", null), number("printed", null), number("applied", null), number("specimen", null),
            number("destroyed", null)),
    FREEZING(text("unit", null), number("cooling_rate", "-1.0").optional(),
            number("end_temperature", "-100").optional()),
    STORAGE(text("unit", null), text("position", null), number("transfer_minutes", null).optional()),
    ASIDE(text("units", null).lines(), choice("purpose", "SAMPLED_QC", "RETAINED", "STABILITY"),
            rows("samples", "code", "purpose", "cells")),
    SUBMISSION(text("unit", null)),
    DESTRUCTION(text("units", null).lines(), text("method", null)),
    MOVE(text("units", null).lines(), text("position", null)),
    TRANSFER(text("units", null).lines(), text("position", null)),
    COUNT(text("unit", null), text("found", null).lines());

    private final List<Field> fields;

    StepKind(Field... fields) {
        this.fields = List.of(fields);
    }

    List<Field> fields() {
        return fields;
    }

    String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
