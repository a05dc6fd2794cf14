package org.stroma.instruments.skanit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.skanit.SkanItSheet.Reading;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/**
 * Reports of Thermo Fisher SkanIt Software as workbooks: one sheet per step of the protocol, named after it, with plates by
 * wavelength and perhaps the samples of the wells; sheets about the session, the software and the instrument when the
 * report includes them.
 *
 * <p>
 * Known from: real exports; the requirements document for SkanIt published with Benchling allotropy (MIT). Seen: SkanIt 7.0.0
 * and 7.0.2 with a Varioskan LUX. The published documents hold one measured step per file, the first of luminescence, else of
 * fluorescence, else of absorbance; every other sheet is named by a problem, and what is calculated there is
 * no matter.
 */
public final class SkanItFormat implements Format {

    private static final About ABOUT = new About("skanit", "Thermo Fisher SkanIt", "赛默飞 SkanIt", "plate reader",
            List.of("7.0.0", "7.0.2"), "real exports; allotropy requirements for SkanIt");
    private static final Map<String, String> ROLES = Map.of("Un", "unknown sample role", "Std", "standard sample role",
            "Blank", "blank role", "Ctrl", "control sample role");
    private static final List<Mode> MODES = List.of(Mode.ABSORBANCE, Mode.FLUORESCENCE, Mode.LUMINESCENCE);
    private static final List<String> ABOUT_SHEETS = List.of("Session information", "Instrument information",
            "General information", "Layout definitions");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return Workbook.find(content)
                .map(book -> book.sheet("Session information").isPresent()
                        && book.sheet("Instrument information").isPresent()
                        || book.first().cell(1, 1).equals("Measurement results"))
                .orElse(false);
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Workbook book = Workbook.ofSheets(content, problems, SkanItFormat::isRead);
        Mode mode = null;
        Sheet measured = null;
        for (Mode candidate : MODES) {
            Sheet found = book.sheets().stream().filter(s -> s.name().contains(candidate.title())).findFirst()
                    .orElse(null);
            mode = found == null ? mode : candidate;
            measured = found == null ? measured : found;
        }
        if (mode == null || measured == null)
            throw problems.refuse(FileProblem.MISSING_SECTION, "Absorbance, Fluorescence, Luminescence");
        reportOthers(book, measured, problems);
        AsmBuilder asm = new AsmBuilder(PlateReader.REC_2025_03, content, ABOUT.id());
        asm.dataSystem().put("data system instance identifier", AsmBuilder.NOT_APPLICABLE);
        JsonObject device = SkanItSystem.describe(book, asm, problems);
        SkanItSystem.Session session = SkanItSystem.session(book, measured, problems);
        Mode measuredMode = mode;
        new SkanItSheet(measured, content.name(), problems).forEachWell(well -> {
            AsmBuilder.Group group = asm.group();
            PlateReader.plate(group, session.time(), BigDecimal.valueOf(well.getFirst().wells()));
            AsmBuilder.customAll(group.document(), session.others());
            for (Reading reading : well)
                group.add(measurement(reading, measuredMode, session.name(), device, asm, problems));
        });
        if (!asm.hasGroups())
            throw problems.refuse(Place.file(content.name() + "!" + measured.name()), FileProblem.EMPTY_FILE);
        return asm.build();
    }

    private static boolean isRead(Sheet sheet) {
        return ABOUT_SHEETS.contains(sheet.name())
                || MODES.stream().anyMatch(mode -> sheet.name().contains(mode.title()));
    }

    private static void reportOthers(Workbook book, Sheet measured, Problems problems) {
        for (Sheet sheet : book.sheets())
            if (sheet != measured && !ABOUT_SHEETS.contains(sheet.name()))
                problems.add(FileProblem.SECTION_LEFT_OUT, sheet.name());
    }

    private static JsonObject measurement(Reading reading, Mode mode, @Nullable String session, JsonObject device,
            AsmBuilder asm, Problems problems) {
        Measurement measurement = new Measurement(asm.nextId(), null);
        measurement.device().put("device type", "plate reader").put("detection type", mode.title());
        if (reading.wavelength().signum() > 0)
            measurement.device().quantity("detector wavelength setting", reading.wavelength(), PlateReader.NANOMETER);
        AsmBuilder.customAll(measurement.device(), device);
        String well = reading.row() + reading.column();
        String sample = reading.sample() == null ? reading.plate() + "_" + well : reading.sample();
        measurement.sample()
                .put("location identifier", well)
                .put("sample identifier", sample)
                .put("sample role type", ROLES.get(sample.replaceAll("\\d+", "")))
                .put("well plate identifier", reading.plate());
        measurement.own().put("experimental data identifier", session);
        BigDecimal value = Numbers.parse(reading.text(), DecimalSign.POINT);
        boolean zero = value == null || value.signum() == 0;
        if (zero)
            measurement.error(reading.text(), mode.title());
        if (value == null)
            problems.add(reading.place(), FileProblem.CENSORED, reading.text());
        PlateReader.value(measurement, mode, value == null || zero ? JsonObject.NEGATIVE_ZERO : value);
        return measurement.build();
    }

}
