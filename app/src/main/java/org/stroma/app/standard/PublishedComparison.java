package org.stroma.app.standard;

import java.util.List;
import org.springframework.stereotype.Service;

/** Published doses judged by published specifications: what a maker's own evidence would meet elsewhere, and what not. */
@Service
public class PublishedComparison {
    private final List<Standard> specifications;
    private final List<FactsFile> doses;

    PublishedComparison() {
        StandardReader reader = new StandardReader(Standards.library());
        specifications = Standards.files("published").stream()
                .map(file -> reader.read(Standards.bytes(file)).orThrow()).toList();
        doses = Standards.files("doses").stream().map(file -> FactsFile.read(Standards.bytes(file)).orThrow()).toList();
    }

    /** One dose against one specification. */
    public record Cell(Standard specification, FactsFile dose, Evaluation evaluation) {
        public long count(Status status) {
            return evaluation.verdicts().stream().filter(verdict -> verdict.status() == status).count();
        }
    }

    public List<Standard> specifications() {
        return specifications;
    }

    public List<FactsFile> doses() {
        return doses;
    }

    /** Every dose against one specification, in the order of the doses. */
    public List<Cell> against(Standard specification) {
        return doses.stream().map(dose -> new Cell(specification, dose, specification.evaluate(dose.facts()))).toList();
    }
}
