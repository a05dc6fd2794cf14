package org.stroma.app.clinic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.stroma.app.database.Refusal;
import org.stroma.app.product.Product;
import org.stroma.bioprocess.CellConcentration;
import org.stroma.bioprocess.CellKind;
import org.stroma.bioprocess.Cells;
import org.stroma.bioprocess.Dose;
import org.stroma.bioprocess.DoseBasis;
import org.stroma.bioprocess.DoseRule;
import org.stroma.bioprocess.Drawing;
import org.stroma.bioprocess.Presentation;
import org.stroma.bioprocess.Solvent;

/** The dose rules of a product as registered, ready to be worked out (domain brief 4.6). */
final class DoseMath {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private DoseMath() {}

    /** The dose due by a rule of the product for a weight, drawn by label or lot as the product says. */
    static Dose due(Product product, String rule, BigDecimal weightKg, int sites, CellConcentration lot) {
        Product.DoseRule registered = product.dose().rules().stream().filter(each -> each.code().equals(rule))
                .findFirst().orElseThrow(() -> new Refusal("clinic.no-rule", Map.of("rule", rule)));
        DoseBasis basis = switch (registered.basis()) {
            case "PER_KG" -> new DoseBasis.PerKilogram(registered.cells());
            case "FIXED" -> new DoseBasis.Fixed(Cells.viable(registered.cells()));
            case "PER_SITE" -> new DoseBasis.PerSite(Cells.viable(registered.cells()), sites);
            default -> throw new IllegalStateException("unknown basis " + registered.basis());
        };
        return rule(product, basis, Optional.ofNullable(registered.capCells()).map(Cells::viable))
                .forPatient(weightKg, lot);
    }

    /** What is drawn for a number of cells that was ordered; at several sites the ordered cells are parted equally. */
    static Dose ordered(Product product, BigDecimal cells, BigDecimal weightKg, int sites, CellConcentration lot) {
        DoseBasis basis = sites == 1
                ? new DoseBasis.Fixed(Cells.viable(cells))
                : new DoseBasis.PerSite(Cells.viable(cells.divide(BigDecimal.valueOf(sites), 10,
                        RoundingMode.HALF_EVEN)), sites);
        return rule(product, basis, Optional.empty()).forPatient(weightKg, lot);
    }

    private static DoseRule rule(Product product, DoseBasis basis, Optional<Cells> cap) {
        Product.Presentation as = product.presentation();
        Optional<Solvent> dmso = as.dmsoPercent().signum() == 0
                ? Optional.empty()
                : Optional.of(new Solvent(as.dmsoPercent().divide(HUNDRED), as.dmsoGramsPerMl()));
        return new DoseRule(basis, cap, new Presentation(as.labelled(), as.labelVolumeMl(), dmso),
                new Drawing(Drawing.Concentration.valueOf(product.dose().concentration()), as.drawingStepMl(),
                        RoundingMode.HALF_UP));
    }

    static CellConcentration concentration(BigDecimal cellsPerMl) {
        return new CellConcentration(cellsPerMl, CellKind.VIABLE);
    }
}
