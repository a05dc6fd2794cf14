package org.stroma.instruments.gen5;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;

/**
 * What the lines above the procedure say.
 *
 * @param number the plate by its number, when the name of the file names it otherwise; null else
 * @param others every other line, as custom information
 */
record Gen5Heading(String version, String time, @Nullable String experiment, @Nullable String protocol,
        @Nullable String plate, @Nullable String number, String reader, @Nullable String serialNumber,
        @Nullable Object readingType, JsonObject others) {

    private static final Pattern NAME = Pattern.compile("\\d{6}_\\d{6}_(?<plate>.[^_]*)_.*\\.txt");

    static Gen5Heading of(Fields fields, String fileName, Problems problems) {
        Matcher m = NAME.matcher(fileName);
        String named = m.matches() ? m.group("plate") : null;
        String number = fields.text("Plate Number");
        String time = Fields.time(fields.requireText("Date") + " " + fields.requireText("Time"), fields.place("Date"),
                problems);
        JsonObject others = new JsonObject();
        String reader = fields.raw("Reader Type:");
        Gen5Heading heading = new Gen5Heading(fields.requireText("Software Version"), time,
                fields.text("Experiment File Path:"), fields.text("Protocol File Path:"),
                named == null ? number : named,
                named == null ? null : number, reader == null || reader.isEmpty() ? AsmBuilder.NOT_APPLICABLE : reader,
                fields.raw("Reader Serial Number:"), fields.value("Reading Type"), others);
        fields.forEachUnread((name, value) -> AsmBuilder.custom(others, name, value));
        return heading;
    }

}
