package org.stroma.instruments.luminex;

import java.util.List;

import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;

/** Names of the heading that the model has no place for, by the document that takes them; their values stay texts. */
final class BeadHeading {

    private static final List<String> INSTRUMENT = List.of("Country Code", "ProtocolDevelopingCompany", "Version");
    private static final List<String> GROUP = List.of("BatchStopTime", "ProtocolDescription");
    private static final List<String> DEVICE = List.of("ProtocolHeater", "DDGate", "SampleTimeout", "ProtocolAnalysis",
            "ProtocolMicrosphere", "PlateReadDirection");
    private static final List<String> SAMPLE = List.of("BatchDescription", "PanelName", "BeadType");

    private BeadHeading() {}

    static BeadRun.Others others(Fields heading) {
        return new BeadRun.Others(texts(heading, INSTRUMENT), texts(heading, GROUP), texts(heading, DEVICE),
                texts(heading, SAMPLE));
    }

    private static JsonObject texts(Fields heading, List<String> names) {
        JsonObject texts = new JsonObject();
        names.forEach(name -> AsmBuilder.custom(texts, name, heading.text(name)));
        return texts;
    }

    /** What nobody asked for. */
    static JsonObject unread(Fields heading) {
        JsonObject others = new JsonObject();
        heading.forEachUnread((name, value) -> AsmBuilder.custom(others, name, value));
        return others;
    }

}
