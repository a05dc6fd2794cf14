package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stroma.statistics.SharedData;

/**
 * Reads an assay in the text form of the R package pla: a table, then labelled lines such as {@code P1@Potency} and
 * {@code A1@Regression} with the figures that the Ph. Eur. and the EDQM print.
 */
record PublishedAssay(List<Observation> observations, Map<String, List<String>> printed) {
    private static final Map<String, String> NAMES = Map.of("Standard_1", "S", "Test_2", "T", "Unknown_3", "U",
            "BRP_Batch", "S", "Test", "T");

    static PublishedAssay read(String name) {
        List<String> lines = SharedData.text("bioassay/parallel_line/" + name + ".txt").lines().toList();
        Map<String, List<String>> printed = new TreeMap<>();
        for (String line : lines) {
            String[] cells = line.replaceFirst("^[#.]\\s*", "").strip().split("\\s+");
            if (cells[0].matches("[APC]1@.*")) {
                printed.put(cells[0], List.of(cells).subList(1, cells.length));
            }
        }
        String[] header = lines.getFirst().strip().split("\\s+");
        List<Observation> observations = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.strip().split("\\s+");
            if (cells[0].startsWith("#") || cells[0].equals(".") || cells[0].equals("Model")) {
                break;
            }
            if (cells.length >= header.length - 1) {
                readRow(name, header, cells, observations);
            }
        }
        return new PublishedAssay(observations, printed);
    }

    private static void readRow(String name, String[] header, String[] cells, List<Observation> to) {
        if (header[2].equals("Row")) {
            double dose = Math.pow(1.5, Integer.parseInt(cells[4]));
            to.add(new Observation(cells[1], dose, Double.valueOf(cells[5]), cells[2], cells[3], null));
            return;
        }
        int sampleColumn = List.of(header).indexOf("Sample");
        for (int j = 1; j < header.length; j++) {
            if (!header[j].matches("R\\d|D\\d|[STU]\\d|.*:\\d")) {
                continue;
            }
            String sample = sampleColumn < 0
                    ? header[j].replaceAll("[:\\d]+$", "")
                    : cells[sampleColumn].replace("\"", "");
            double dose = dose(name, header[j], cells[0]);
            to.add(Observation.inBlock(NAMES.getOrDefault(sample, sample), dose, Double.parseDouble(cells[j]),
                    cells[0]));
        }
    }

    /** Doses as printed, dilutions as parts, numbered levels as powers of the dilution ratio. */
    private static double dose(String name, String header, String row) {
        if (row.startsWith("Dose-")) {
            double number = Double.parseDouble(row.substring(5));
            return number > 1 ? 1 / number : number;
        }
        double ratio = name.equals("PhEur_HepatitisB") || name.equals("CombiStat_Erythropoietin") ? 2 : 4;
        return Math.pow(ratio, Integer.parseInt(header.replaceAll("^.*?(\\d)$", "$1")));
    }
}
