package org.stroma.instruments.generic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import org.stroma.instruments.Document;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.logger.Reading;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.TimeSeries;

/**
 * A mapped table of readings as JSON and as a table for people: for each series its count, extremes, mean and longest gap, and of
 * temperatures the mean kinetic one. Each reading is there for programs, in {@link #table()}.
 */
public record TableDocument(org.stroma.instruments.generic.Table table) implements Document {

    /** In kJ/mol, USP ⟨1079.2⟩. */
    private static final BigDecimal ACTIVATION_ENERGY = new BigDecimal("83.144");

    @Override
    public JsonObject json() {
        List<JsonObject> series = table.series().stream().map(TableDocument::summary).toList();
        return new JsonObject().put("kind", "recording").put("rows", table.rows()).put("rowsLeftOut", table.left())
                .put("series", series);
    }

    private static JsonObject summary(TimeSeries series) {
        JsonObject summary = new JsonObject().put("name", series.name()).putAll(series.json());
        if (series.unit().equals(TemperatureTrace.CELSIUS)) {
            OptionalDouble mkt = new TemperatureTrace(series)
                    .meanKineticTemperature(ACTIVATION_ENERGY.doubleValue());
            mkt.ifPresent(value -> summary
                    .put("mkt", BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN))
                    .put("activationEnergy", ACTIVATION_ENERGY));
        }
        return summary;
    }

    @Override
    public List<Document.Table> tables(Locale locale) {
        boolean zh = locale.getLanguage().equals("zh");
        List<String> header = zh
                ? List.of("名称", "单位", "时区", "读数", "最低", "最高", "首个", "末个")
                : List.of("name", "unit", "time zone", "readings", "min", "max", "first", "last");
        List<List<String>> rows = new ArrayList<>();
        for (TimeSeries series : table.series())
            rows.add(List.of(series.name(), series.unit(), series.zone().text(), Integer.toString(series.count()),
                    value(series.lowest()), value(series.highest()), time(series, series.first()),
                    time(series, series.last())));
        return List.of(new Document.Table(zh ? "记录" : "recording", header, rows));
    }

    private static String value(Optional<Reading> reading) {
        return reading.map(Reading::value).map(BigDecimal::toPlainString).orElse("-");
    }

    private static String time(TimeSeries series, Optional<Reading> reading) {
        return reading.map(r -> series.zone().format(r.local(), r.instant())).orElse("-");
    }

}
