package org.stroma.instruments.envision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.json.JsonObject;

/** What one export says: its plates, measured and calculated, and what is said of all of them. */
record EnVisionExport(List<Measured> measured, List<Calculated> calculated, @Nullable String assay,
        @Nullable String protocol, JsonObject assayOthers, BigDecimal wellCount, @Nullable Object plateType,
        JsonObject plateTypeOthers, Map<String, Map<String, String>> maps, Labels labels, String serialNumber,
        String nickname, String software, String version) {

    @Nullable
    String role(String plate, Well well, Problems problems) {
        Map<String, String> map = maps.get(plate);
        if (map == null)
            return null;
        String role = map.get(well.position());
        if (role == null)
            throw problems.refuse(FileProblem.CONTRADICTION, "Platemap " + plate + ", " + well.position());
        return role;
    }

    /** A well with the number of its identifier and its value; {@code row} is its letters. */
    record Well(long identifier, String row, int column, Object value) {

        String position() {
            return row + column;
        }

    }

    /** What the background of a plate refers to. */
    record Background(String plate, String label, String information) {}

    /** A measured plate; height in millimetres, temperature in degrees Celsius; the three others as custom information. */
    record Measured(String number, String barcode, String time, @Nullable BigDecimal height,
            @Nullable BigDecimal temperature, String label, String information, String detector,
            JsonObject deviceOthers,
            JsonObject sampleOthers, JsonObject others, List<Well> wells) {

        private boolean isOf(Background background) {
            return background.plate.equals(number) && label.contains(background.label)
                    && background.information.equals(information);
        }

    }

    /** A calculated plate. */
    record Calculated(String number, String name, String formula, List<Background> backgrounds, List<Well> wells) {

        /** For each background the wells of the plate it refers to, as many as this plate has. */
        List<List<Well>> sources(List<Measured> plates, Problems problems) {
            if (backgrounds.isEmpty())
                throw problems.refuse(FileProblem.MISSING_SECTION, "Background information");
            List<List<Well>> sources = new ArrayList<>();
            for (Background background : backgrounds) {
                List<Well> wellsOf = plates.stream()
                        .filter(plate -> plate.isOf(background))
                        .findFirst()
                        .orElseThrow(
                                () -> problems.refuse(FileProblem.MISSING_SECTION, "Results for " + background.label))
                        .wells();
                if (wellsOf.size() != wells.size())
                    throw problems.refuse(FileProblem.CONTRADICTION, "Results for " + background.label);
                sources.add(wellsOf);
            }
            return sources;
        }

    }

    /** Wavelength and bandwidth in nanometres; a long-pass filter has no bandwidth. */
    record Filter(BigDecimal wavelength, @Nullable BigDecimal bandwidth) {}

    record Labels(Mode mode, @Nullable Filter excitation, @Nullable Filter first, @Nullable Filter second,
            @Nullable String scanPosition, @Nullable BigDecimal flashes, @Nullable String gain) {

        @Nullable
        Filter emission(String detector) {
            return switch (detector) {
                case "1st" -> first;
                case "2nd" -> second;
                default -> null;
            };
        }

    }

}
