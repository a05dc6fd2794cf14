package org.stroma.instruments.unicorn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.xml.XmlElement;

/** Events of a run: where fractions began, and the log with the phase of the method each entry belongs to. */
final class RunEvents {

    private static final BigDecimal SECONDS = BigDecimal.valueOf(60);
    private static final Pattern PHASE = Pattern.compile("Phase (.+) \\(Issued\\) \\(Processing\\) \\(Completed\\).*");
    private static final Set<String> READ = Set.of("EventText", "EventTime", "EventVolume", "EventType");
    private static final Set<String> FRACTIONS = Set.of("Fraction", "Method");
    private static final Set<String> LOGGED = Set.of("System", "Method", "Manual");

    private RunEvents() {}

    private static List<XmlElement> events(XmlElement curves, String type) {
        return curves.children("EventCurve")
                .stream()
                .filter(curve -> type.equals(curve.attribute("EventCurveType")))
                .findFirst()
                .flatMap(curve -> curve.child("Events"))
                .map(events -> events.children("Event"))
                .orElse(List.of());
    }

    static List<JsonObject> fractions(XmlElement curves) {
        List<JsonObject> fractions = new ArrayList<>();
        int index = 0;
        for (XmlElement event : events(curves, "Fraction")) {
            index++;
            String type = event.attribute("EventType");
            if (type == null || !FRACTIONS.contains(type))
                continue;
            JsonObject fraction = new JsonObject().put("index", "Fraction Event " + index)
                    .put("fraction role", event.childText("EventText"))
                    .put("field type", type);
            place(fraction, event);
            Elements.rest(fraction, event, READ);
            fractions.add(fraction);
        }
        return fractions;
    }

    static List<JsonObject> log(XmlElement curves) {
        List<JsonObject> log = new ArrayList<>();
        String phase = null;
        int index = 0;
        for (XmlElement event : events(curves, "Logbook")) {
            index++;
            String type = event.attribute("EventType");
            String text = event.childText("EventText");
            if (type == null || !LOGGED.contains(type) || text == null)
                continue;
            String kind = event.attribute("EventSubType");
            phase = "BlockStart".equals(kind) ? phase(text, phase) : phase;
            JsonObject entry = new JsonObject().put("index", "Run Log Event " + index)
                    .put("method identifier", phase)
                    .put("log entry", event.child("EventText").map(XmlElement::printed).orElse(text));
            place(entry, event);
            Elements.rest(entry, event, Set.of("EventText", "EventTime", "EventVolume", "EventType", "EventSubType"));
            log.add(entry);
            if ("BlockEnd".equals(kind) && text.startsWith("End Phase"))
                phase = null;
        }
        return log;
    }

    private static @Nullable String phase(String text, @Nullable String current) {
        Matcher m = PHASE.matcher(text);
        return m.matches() ? m.group(1) : current;
    }

    /** Time in minutes and volume in millilitres. */
    private static void place(JsonObject document, XmlElement event) {
        BigDecimal minutes = Elements.number(event, "EventTime");
        document.quantity("retention time", minutes == null ? null : minutes.multiply(SECONDS), "s");
        document.quantity("retention volume", Elements.number(event, "EventVolume"), "mL");
    }

}
