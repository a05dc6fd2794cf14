package org.stroma.app.distribution;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stroma.app.genealogy.Units;
import org.stroma.codes.gs1.ElementString;

/** Finds the container of a scanned label: its own code, or lot (10) and serial (21) of the GS1 data on it. */
@Component
public class Labels {
    private final Units units;

    Labels(Units units) {
        this.units = units;
    }

    /** The code of the container; empty when the text names none. */
    public Optional<String> container(String scanned) {
        String text = scanned.strip();
        if (units.find(text).filter(unit -> unit.type().equals("CONTAINER")).isPresent()) {
            return Optional.of(text);
        }
        Optional<ElementString> data = text.startsWith("(")
                ? ElementString.parseBracketed(text).value()
                : ElementString.parse(text).value();
        return data.flatMap(this::container);
    }

    private Optional<String> container(ElementString data) {
        Optional<String> serial = data.find("21");
        return data.find("10").flatMap(lot -> units.members(lot).stream()
                .filter(unit -> serial.isPresent() && serial.get().equals(unit.attributes().get("serial")))
                .map(Units.Unit::code).findFirst());
    }

    /** The GS1 data of a container's label, as its data matrix carries it; empty when its lot has no GTIN. */
    public Optional<String> data(Units.Unit container) {
        return Optional.ofNullable(container.lot()).flatMap(units::find).map(Units.Unit::attributes)
                .filter(of -> of.containsKey("gtin") && of.containsKey("expiry"))
                .map(of -> "(01)" + of.get("gtin") + "(17)" + compact(of) + "(10)" + container.lot() + "(21)"
                        + container.attributes().get("serial"));
    }

    private static String compact(Map<String, Object> of) {
        return String.valueOf(of.get("expiry")).substring(2).replace("-", "");
    }
}
