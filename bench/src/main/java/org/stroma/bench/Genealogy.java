package org.stroma.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up genealogy in the shape of the real one, written as files for COPY and for a graph database. Each donor gives one cord; it becomes a
 * master bank of 40 vials, a working bank of 60, and three lots of 135 containers, of which 60 doses are prepared for patients. Culture
 * steps use solutions, which are pools of material lots; a solution serves about eight donors, so that a material lot reaches many.
 */
final class Genealogy implements AutoCloseable {
    private static final int MATERIALS = 400;
    private static final int SOLUTIONS = 800;
    private static final int DONORS_OF_A_SOLUTION = 8;
    private static final int LOTS = 3;
    private static final int CONTAINERS = 135;
    private static final int DOSES = 60;
    private static final int VESSELS = 24;
    private static final int SAMPLES = 18;
    private static final String NONE = "\\N";

    private final BufferedWriter operations;
    private final BufferedWriter units;
    private final BufferedWriter inputs;
    private final BufferedWriter nodes;
    private final BufferedWriter edges;
    private final Random random = new Random(20261123);
    private final long[] solutions = new long[SOLUTIONS + 1];
    private long operation;
    private long unit;
    private long patients;
    private String operationType = "";
    private List<Long> taken = List.of();

    private Genealogy(Path folder) throws IOException {
        operations = Files.newBufferedWriter(folder.resolve("operation.tsv"));
        units = Files.newBufferedWriter(folder.resolve("unit.tsv"));
        inputs = Files.newBufferedWriter(folder.resolve("input.tsv"));
        nodes = Files.newBufferedWriter(folder.resolve("nodes.tsv"));
        edges = Files.newBufferedWriter(folder.resolve("edges.tsv"));
    }

    /** How much was made. */
    record Size(long units, long operations, long donors, long patients, long materials) {}

    /** Writes {@code operation.tsv}, {@code unit.tsv}, {@code input.tsv} for COPY, {@code nodes.tsv} and {@code edges.tsv} for a graph. */
    static Size write(Path folder, long atLeast) throws IOException {
        try (Genealogy made = new Genealogy(folder)) {
            made.materials();
            int donors = 0;
            while (made.unit < atLeast) {
                made.donor(++donors);
            }
            return new Size(made.unit, made.operation, donors, made.patients, MATERIALS);
        }
    }

    private void materials() throws IOException {
        List<Long> lots = new ArrayList<>();
        for (int i = 1; i <= MATERIALS; i++) {
            operate("OP-001", 0, List.of());
            lots.add(make("MAT-%05d".formatted(i), "MATERIAL_LOT", "RELEASED", 0, 0, ""));
        }
        for (int i = 1; i <= SOLUTIONS; i++) {
            List<Long> pool = new ArrayList<>();
            for (int k = 0; k < 5; k++) {
                long lot = lots.get((i / 2 + k * MATERIALS / 5) % MATERIALS);
                pool.add(lot);
            }
            operate("OP-005", 0, pool);
            solutions[i] = make("SOL-%05d".formatted(i), "SOLUTION", "IN_USE", 0, 0, "");
        }
    }

    private long solution(int donor) {
        return solutions[1 + Math.floorMod(donor / DONORS_OF_A_SOLUTION * 7 + random.nextInt(7), SOLUTIONS)];
    }

    private void donor(int number) throws IOException {
        String name = "%06d".formatted(number);
        operate("OP-010", 0, List.of());
        long donor = make("D-" + name, "DONOR_RECORD", "ELIGIBLE", 0, 0, "");
        operate("OP-030", number, List.of(donor));
        long donation = operation;
        long tissue = make("T-" + name, "TISSUE", "PROCESSED", donation, 0, "");
        long culture = grow(tissue, "ISOLATE", "HARVESTED", number, donation, "I-" + name);
        for (int passage = 0; passage < 3; passage++) {
            culture = grow(culture, "PASSAGE_CULTURE", "HARVESTED", number, donation, "P" + passage + "-" + name);
        }
        List<Long> master = bank("M-" + name, culture, 40, number, donation);
        culture = grow(master.get(7), "PASSAGE_CULTURE", "HARVESTED", number, donation, "P4-" + name);
        culture = grow(culture, "PASSAGE_CULTURE", "HARVESTED", number, donation, "P5-" + name);
        List<Long> working = bank("W-" + name, culture, 60, number, donation);
        for (int lot = 1; lot <= LOTS; lot++) {
            lot("L-" + name + "-" + lot, working.get(lot), number, donation);
        }
    }

    /** A culture step: one source, two solutions. */
    private long grow(long source, String type, String state, int donor, long donation, String code)
            throws IOException {
        operate("OP-090", 0, donation, List.of(source, solution(donor), solution(donor)));
        return make(code, type, state, donation, 0, "");
    }

    private List<Long> bank(String code, long culture, int vials, int donor, long donation) throws IOException {
        operate("OP-165", 0, donation, List.of(culture, solution(donor)));
        long bank = make(code, "BANK", "QUALIFIED", donation, 0, "");
        List<Long> made = new ArrayList<>();
        for (int i = 1; i <= vials; i++) {
            made.add(make("%s.%03d".formatted(code, i), "BANK_CONTAINER", "AVAILABLE", donation, bank, ""));
        }
        return made;
    }

    private void lot(String code, long vial, int donor, long donation) throws IOException {
        long culture = grow(vial, "PASSAGE_CULTURE", "HARVESTED", donor, donation, code + "-P6");
        culture = grow(culture, "PASSAGE_CULTURE", "HARVESTED", donor, donation, code + "-P7");
        operate("OP-090", 0, donation, List.of(culture, solution(donor), solution(donor)));
        List<Long> vessels = new ArrayList<>();
        for (int i = 1; i <= VESSELS; i++) {
            vessels.add(make(code + "-V" + i, "VESSEL", "HARVESTED", donation, 0, ""));
        }
        operate("OP-130A", 0, donation, vessels);
        long harvest = make(code + "-H", "HARVEST", "FORWARDED", donation, 0, "");
        long washed = grow(harvest, "WASHED", "FORWARDED", donor, donation, code + "-W");
        long bulk = grow(washed, "BULK", "FILLED_OUT", donor, donation, code + "-B");
        operate("OP-160", 0, donation, List.of(bulk));
        long lot = make(code, "LOT", "REL_MFG", donation, 0, "");
        List<Long> containers = new ArrayList<>();
        for (int i = 1; i <= CONTAINERS; i++) {
            containers.add(make("%s.%03d".formatted(code, i), "CONTAINER", "AVAILABLE", donation, lot, ""));
        }
        for (int i = 0; i < SAMPLES; i++) {
            operate("OP-210", 0, donation, List.of(containers.get(i)));
            make(code + "-S" + i, "SAMPLE", "TESTED", donation, 0, "");
        }
        for (int i = 0; i < DOSES; i++) {
            int first = SAMPLES + i + i % 2 * 50;
            operate("OP-262", 0, donation, i % 3 == 0
                    ? List.of(containers.get(first % CONTAINERS))
                    : List.of(containers.get(first % CONTAINERS), containers.get((first + 1) % CONTAINERS)));
            make(code + "-X" + i, "DOSE", "COMPLETED", donation, 0, "PT-%07d".formatted(++patients));
        }
    }

    private void operate(String type, int donationOf, List<Long> taking) throws IOException {
        operate(type, donationOf, 0, taking);
    }

    private void operate(String type, int donationOf, long donation, List<Long> taking) throws IOException {
        operation++;
        operationType = type;
        taken = taking.stream().distinct().toList();
        String number = donationOf == 0 ? NONE : "DN" + "%06d".formatted(donationOf);
        line(operations, operation, type, donation == 0 ? NONE : donation, number, "2026-01-01T08:00:00Z",
                "2026-01-01T09:00:00Z", 1, "2026-01-01T09:00:00Z");
        for (long source : taken) {
            // As the door writes it: the donation of what is taken, which solutions have none of.
            boolean cells = donation != 0 && source > MATERIALS + SOLUTIONS;
            line(inputs, operation, source, "in", "A", "B", cells ? donation : NONE);
        }
    }

    private long make(String code, String type, String state, long donation, long lot, String patient)
            throws IOException {
        unit++;
        String subject = patient.isEmpty() ? NONE : patient;
        line(units, unit, code, type, "out", operation, donation == 0 ? NONE : donation, lot == 0 ? NONE : lot, state,
                "MAKER-1", subject);
        String member = lot == 0 ? NONE : code.substring(0, code.lastIndexOf('.'));
        line(nodes, unit, code, type, state, "状态", "State " + state, "GOOD", "MAKER-1", subject, member, operationType);
        for (long source : taken) {
            line(edges, source, unit, operationType);
        }
        if (lot != 0) {
            line(edges, lot, unit, "MEMBER");
        }
        return unit;
    }

    private static void line(BufferedWriter out, Object... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                out.write('\t');
            }
            out.write(fields[i].toString());
        }
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        for (BufferedWriter each : List.of(operations, units, inputs, nodes, edges)) {
            each.close();
        }
    }
}
