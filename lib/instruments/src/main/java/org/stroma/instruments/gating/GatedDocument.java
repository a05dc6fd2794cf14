package org.stroma.instruments.gating;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.stroma.instruments.Document;
import org.stroma.instruments.Problems;
import org.stroma.instruments.fcs.FcsDataSet;
import org.stroma.instruments.fcs.FcsDocument;
import org.stroma.instruments.json.JsonObject;

/**
 * A file with the count of each gate: {@code gates[{id, count}]}, for a file with several data sets
 * {@code gates[{id, count, dataSet}]} with data sets counted from 1. A gate that could not be applied has no count.
 *
 * @param document the file
 * @param gates counts by data set, in file order
 */
public record GatedDocument(FcsDocument document, List<List<Gating.Count>> gates) implements Document {

    public GatedDocument {
        gates = gates.stream().map(List::copyOf).toList();
    }

    /** Applies gates to every data set; what cannot be applied becomes a problem of severity error. */
    public static GatedDocument of(FcsDocument document, GatingDefinition definition, Problems problems) {
        List<List<Gating.Count>> gates = new ArrayList<>();
        for (FcsDataSet set : document.file().dataSets())
            gates.add(Gating.of(set, definition, problems).counts());
        return new GatedDocument(document, gates);
    }

    @Override
    public JsonObject json() {
        List<JsonObject> counts = new ArrayList<>();
        for (int set = 0; set < gates.size(); set++)
            for (Gating.Count gate : gates.get(set))
                counts.add(count(gate, set + 1));
        return document.json().putList("gates", counts);
    }

    private JsonObject count(Gating.Count gate, int dataSet) {
        JsonObject json = new JsonObject().put("id", gate.id());
        gate.find().ifPresent(count -> json.put("count", count));
        return gates.size() > 1 ? json.put("dataSet", dataSet) : json;
    }

    @Override
    public List<Table> tables(Locale locale) {
        boolean zh = locale.getLanguage().equals("zh");
        List<Table> tables = new ArrayList<>(document.tables(locale));
        for (List<Gating.Count> set : gates) {
            List<List<String>> rows = set.stream()
                    .map(gate -> List.of(gate.id(), gate.count() == null ? "-" : Long.toString(gate.count()))).toList();
            tables.add(new Table(zh ? "门" : "gates", zh ? List.of("门", "事件数") : List.of("gate", "events"), rows));
        }
        return tables;
    }

}
