package org.stroma.instruments.fcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.stroma.instruments.Document;
import org.stroma.instruments.json.JsonObject;

/** What a file holds, without its events: data sets with version, instrument, number of events, and channels. */
public record FcsDocument(FcsFile file) implements Document {

    @Override
    public JsonObject json() {
        return new JsonObject().put("kind", "flow cytometry").putList("dataSets",
                file.dataSets().stream().map(FcsDocument::dataSet).toList());
    }

    private static JsonObject dataSet(FcsDataSet set) {
        Keywords k = set.keywords();
        return new JsonObject().put("version", set.version().number()).put("cytometer", k.find("$CYT").orElse(null))
                .put("serial", k.find("$CYTSN").orElse(null)).put("date", k.find("$DATE").orElse(null))
                .put("begin", k.find("$BTIM").or(() -> k.find("$BEGINDATETIME")).orElse(null))
                .put("end", k.find("$ETIM").or(() -> k.find("$ENDDATETIME")).orElse(null))
                .put("sample", k.find("$SMNO").or(() -> k.find("$SRC")).orElse(null))
                .put("dataType", k.find("$DATATYPE").orElse(null)).put("events", set.events().count())
                .put("keywords", set.keywords().size())
                .putList("channels", set.parameters().stream().map(FcsDocument::channel).toList());
    }

    private static JsonObject channel(Parameter p) {
        JsonObject json = new JsonObject().put("number", p.number()).put("name", p.name())
                .put("label", p.findLabel().orElse(null)).put("type", Character.toString(p.type().letter()))
                .put("width", p.width()).put("range", decimal(p.range()));
        switch (p.amplifier()) {
            case Amplifier.Logarithmic log ->
                json.put("decades", decimal(log.decades())).put("offset", decimal(log.offset()));
            case Amplifier.Linear linear -> json.put("gain", decimal(linear.gain()));
            case Amplifier.Clock clock -> json.put("secondsPerStep", decimal(clock.step()));
        }
        return json;
    }

    private static BigDecimal decimal(double value) {
        BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    @Override
    public List<Table> tables(Locale locale) {
        boolean zh = locale.getLanguage().equals("zh");
        List<Table> tables = new ArrayList<>();
        for (FcsDataSet set : file.dataSets()) {
            String title = "FCS " + set.version().number() + ", "
                    + set.keywords().find("$CYT").or(() -> Optional.of("-")).orElseThrow() + ", "
                    + set.events().count() + (zh ? " 个事件" : " events");
            List<List<String>> rows = set.parameters().stream()
                    .map(p -> List.of(Integer.toString(p.number()), p.name(), p.findLabel().orElse("-"),
                            p.type().letter() + " " + p.width()))
                    .toList();
            tables.add(new Table(title,
                    zh ? List.of("序号", "名称", "标记", "类型") : List.of("number", "name", "label", "type"), rows));
        }
        return tables;
    }

}
