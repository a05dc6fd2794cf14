package org.stroma.app.standard;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.PlausibleRange;
import org.stroma.measure.Rounding;

/** A standard as canonical JSON, in the same schema as its YAML file. */
final class StandardJson {

    private StandardJson() {}

    static Json of(Standard standard) {
        TreeMap<String, Json> sentences = new TreeMap<>();
        standard.sentences().forEach((key, texts) -> sentences.put(key, of(texts)));
        return Json.object("standard", Json.text(standard.code()), "version", Json.text(standard.version()), "name",
                of(standard.name()), "characteristics",
                array(standard.characteristics().stream().map(StandardJson::of).toList()), "requirements",
                array(standard.requirements().stream().map(StandardJson::of).toList()), "clauses",
                array(standard.clauses().stream().map(StandardJson::of).toList()), "sentences",
                new Json.Members(sentences));
    }

    private static Json array(List<Json> items) {
        return new Json.Array(items);
    }

    private static Json of(Texts texts) {
        return Json.object("zh", Json.text(texts.zh()), "en", Json.text(texts.en()));
    }

    private static @Nullable Json optional(@Nullable Texts texts) {
        return texts == null ? null : of(texts);
    }

    private static @Nullable Json optional(@Nullable String text) {
        return text == null ? null : Json.text(text);
    }

    private static Json of(Characteristic each) {
        Characteristic.Scale scale = each.scale();
        PlausibleRange plausible = scale == null ? null : scale.plausible();
        return Json.object("code", Json.text(each.code()), "name", of(each.name()), "type",
                Json.text(lower(each.type())), "unit", scale == null ? null : Json.text(scale.unit().code()), "cells",
                scale == null || scale.qualifier() == org.stroma.measure.Qualifier.NONE
                        ? null
                        : Json.text(lower(scale.qualifier())),
                "plausible",
                plausible == null
                        ? null
                        : Json.object("from", Json.text(Values.write(plausible.lowest())), "to",
                                Json.text(Values.write(plausible.highest()))),
                "choices",
                each.choices().isEmpty()
                        ? null
                        : array(each.choices().stream()
                                .map(choice -> Json.object("code", Json.text(choice.code()), "name", of(choice.name())))
                                .toList()),
                "formula", optional(each.formula()), "definition", optional(each.definition()));
    }

    private static Json of(Clause clause) {
        return Json.object("id", Json.text(clause.id()), "title", of(clause.title()), "issuer",
                Json.text(clause.issuer()), "date", optional(clause.date()), "note", optional(clause.note()));
    }

    private static Json of(Requirement requirement) {
        Requirement.MethodRule method = requirement.method();
        return Json.object("code", Json.text(requirement.code()), "name", of(requirement.name()), "severity",
                Json.text(requirement.severity().letter()), "tag", Json.text(requirement.origin().letter()), "cites",
                Json.texts(requirement.clauses()), "criterion", CriterionJson.of(requirement.criterion()), "applies",
                CriterionJson.of(requirement.applicability()), "comparison", of(requirement.rounding()), "method",
                method.equals(Requirement.MethodRule.ANY)
                        ? null
                        : Json.object("validated", Json.text("" + method.validated()), "accepted",
                                method.accepted().isEmpty() ? null : Json.texts(method.accepted())),
                "note", optional(requirement.note()));
    }

    private static Json of(Rounding rounding) {
        return Json.object("method",
                Json.text(rounding.method() == Rounding.Method.FULL_VALUE ? "full" : "rounded"), "mode",
                Json.text(lower(rounding.mode())));
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
