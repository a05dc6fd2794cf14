package org.stroma.app.evidence;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stroma.app.database.Refusal;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Value;
import org.stroma.measure.GestationalAge;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;
import org.stroma.measure.PlausibleRange;
import org.stroma.measure.Qualifier;
import org.stroma.measure.UnitOfMeasure;

/** Reads what people type into the field of a characteristic; refuses with the field's name and what it takes. */
public final class ResultText {
    private final ZoneId zone;

    /** @param zone of times typed without an offset */
    public ResultText(ZoneId zone) {
        this.zone = zone;
    }

    /** One value for each text, in order. */
    public List<Value> read(Characteristic characteristic, List<String> texts) {
        return texts.stream().map(text -> read(characteristic, text)).toList();
    }

    /** One value; quantities may be censored or "not detected". */
    public Value read(Characteristic characteristic, String text) {
        String typed = text.strip();
        try {
            return switch (characteristic.type()) {
                case QUANTITY -> quantity(characteristic, typed);
                case CODE -> characteristic.findChoice(typed).<Value>map(choice -> new Value.Code(choice.code())).orElseThrow(() -> unreadable(characteristic, typed));
                case FLAG -> new Value.Flag(flag(characteristic, typed));
                case FINDING -> new Value.Found(Value.Presence.valueOf(typed.toUpperCase(Locale.ROOT)));
                case MOMENT -> new Value.At(moment(typed));
                case GESTATION -> new Value.Gestation(GestationalAge.parse(typed));
                case DOCUMENT -> new Value.Document(Value.DocumentStatus.valueOf(typed.toUpperCase(Locale.ROOT)), null);
                case TEXT -> new Value.Text(typed);
                case DECISION, STRUCTURE -> throw unreadable(characteristic, typed);
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable(characteristic, typed);
        }
    }

    private static Value quantity(Characteristic characteristic, String typed) {
        Characteristic.Scale scale = characteristic.scale();
        UnitOfMeasure unit = scale == null ? UnitOfMeasure.ONE : scale.unit();
        Measurement measurement = Measurement.parse(typed, unit.code(), scale == null ? Qualifier.NONE : scale.qualifier());
        PlausibleRange plausible = scale == null ? null : scale.plausible();
        boolean possible = plausible == null || measurement.written().map(plausible::holds).orElse(true);
        if (!possible) {
            throw new Refusal("evidence.implausible", Map.of("field", characteristic.name().zh() + " / " + characteristic.name().en(), "value", typed + " " + unit.code()));
        }
        return new Value.Measured(measurement);
    }

    private static boolean flag(Characteristic characteristic, String typed) {
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw unreadable(characteristic, typed);
        };
    }

    private Moment moment(String typed) {
        if (typed.matches(".*([zZ]|[+-]\\d\\d:\\d\\d)$") && typed.contains("T")) {
            return Moment.parse(typed);
        }
        return typed.contains("T") ? new Moment.Instant(LocalDateTime.parse(typed).atZone(zone).toOffsetDateTime())
                : new Moment.Day(LocalDate.parse(typed), zone.getRules().getOffset(LocalDate.parse(typed).atStartOfDay()));
    }

    private static Refusal unreadable(Characteristic characteristic, String typed) {
        return new Refusal("evidence.unreadable", Map.of("field", characteristic.name().zh() + " / " + characteristic.name().en(), "value", typed,
                "type", characteristic.type().name().toLowerCase(Locale.ROOT)));
    }
}
