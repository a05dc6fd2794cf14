package org.stroma.app.bank;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Objects;
import java.util.Set;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.batch.Lots;
import org.stroma.app.batch.SampleOut;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.Steps;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.KaryotypeParts;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Operation.Fate;
import org.stroma.app.genealogy.Operation.Made;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;
import org.stroma.app.standard.Value;
import org.stroma.codes.iscn.Karyotype;
import tools.jackson.databind.json.JsonMapper;

/** Fills and freezes banks, sets vials aside, hands banks to the laboratory, takes their test evidence and counts their stock. */
@Service
public class Banks {
    private static final String REGISTER = """
            select r.unit, r.tier, r.product, r.vials, r.cells_per_vial, r.volume_ml from bank.register r
            """;
    private static final String OF_UNIT = REGISTER + " where r.unit = :unit";
    private static final String ENROL = "select bank.enrol(:operation, :tier, :cells, :volume)";
    private static final String OF_UNITS = "select u.code, r.* from (" + REGISTER
            + ") r join genealogy.unit u on u.id = r.unit where u.code = any (:codes)";
    private static final String STOCKED = """
            select u.code, (select coalesce(jsonb_object_agg(s.state, s.count), '{}') from (select m.state, count(*) as count from genealogy.unit m
                     where m.lot = u.id and m.type = 'BANK_CONTAINER' group by m.state) s)::text as states, bank.free_vials(u.id) as free
              from genealogy.unit u where u.code = any (:codes)""";
    private static final int NEWEST = 200;
    private static final String FREE = "select bank.free_vials(:bank) as free";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Steps steps;
    private final Units units;
    private final Evidence evidence;
    private final Products products;
    private final Lots lots;
    private final JsonMapper json;

    Banks(JdbcClient jdbc, Inquiries inquiries, Steps steps, Units units, Evidence evidence, Products products,
            Lots lots, JsonMapper json) {
        this.json = json;
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.steps = steps;
        this.units = units;
        this.evidence = evidence;
        this.products = products;
        this.lots = lots;
    }

    /** MCB and WCB in the two-tier regime, DCB in the one-tier regime. */
    public enum Tier {
        MCB, WCB, DCB
    }

    /**
     * A concentrate, or in need a harvest, filled into vials and frozen.
     *
     * @param cellsPerVial viable cells
     * @param remainderNote what became of cells neither filled nor sampled; needed when there are any
     * @param trace the freezer's recording; null when it has none yet
     */
    public record Filling(String washed, String bank, Tier tier, int vials, BigDecimal cellsPerVial,
            BigDecimal volumeMl, List<SampleOut> samples, @Nullable String remainderNote, String position,
            Evidence.@Nullable RawFile trace, Map<String, String> more) {}

    /** A bank as it was enrolled. */
    public record Bank(Units.Unit unit, Tier tier, Product product, int vials, BigDecimal cellsPerVial,
            BigDecimal volumeMl) {}

    /**
     * The stock of a bank.
     *
     * @param usable vials that are available
     * @param free usable ones that no withdrawal speaks for
     * @param months how long the usable ones last at the product's demand, to 0.1
     */
    public record Stock(Bank bank, Map<String, Integer> byState, int usable, int free, int reserveMinimum,
            BigDecimal months, int reorderMonths) {
        /** Time to make a new bank. */
        public boolean reorder() {
            return months.compareTo(BigDecimal.valueOf(reorderMonths)) < 0;
        }
    }

    /** Fills and freezes a bank; each vial is a unit of its own. */
    public long fill(Actor actor, Step step, Filling filling) {
        Units.Unit washed = steps.taking(filling.washed(), step);
        BigDecimal inVials = filling.cellsPerVial().multiply(BigDecimal.valueOf(filling.vials()));
        BigDecimal sampled = filling.samples().stream().map(SampleOut::cells).filter(java.util.Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal taken = inVials.add(sampled);
        // Cells that must not wait are frozen as they were harvested; the registered process washes them first.
        Operation operation = steps.begin("OP-165", step)
                .in(washed.type().equals("HARVEST") ? "harvest" : "washed", washed.code(), taken);
        BigDecimal rest = (washed.remaining() == null ? BigDecimal.ZERO : washed.remaining()).subtract(taken);
        if (rest.signum() > 0) {
            if (filling.remainderNote() == null || filling.remainderNote().isBlank()) {
                throw new Refusal("ST042", Map.of("detail", washed.code() + ": " + rest.toPlainString()));
            }
            operation.fate(washed.code(), Fate.DISCARD, rest, filling.remainderNote());
        }
        operation.parameter("position", filling.position());
        filling.more().forEach(operation::parameter);
        operation.out(Made.of("bank", "BANK", filling.bank()).at(filling.position())
                .describedBy(Map.of("tier", filling.tier().name(), "cells_per_vial",
                        filling.cellsPerVial().toPlainString(), "volume_ml", filling.volumeMl().toPlainString())));
        for (int i = 1; i <= filling.vials(); i++) {
            operation.out(Made.of("vial", "BANK_CONTAINER", vial(filling.bank(), i)).inLot(filling.bank())
                    .with(new Operation.Amount(filling.cellsPerVial(), "{cells}", "viable")).at(filling.position()));
        }
        filling.samples().forEach(sample -> operation.out(sampleMade(sample)));
        return steps.perform(actor, operation, step.verifier(), id -> {
            jdbc.sql(ENROL).param("operation", id).param("tier", filling.tier().name())
                    .param("cells", filling.cellsPerVial()).param("volume", filling.volumeMl())
                    .query((_, _) -> true).list();
            keepTrace(filling, step);
        });
    }

    private static Made sampleMade(SampleOut sample) {
        Made made = Made.of("sample", "SAMPLE", sample.code()).describedBy(Map.of("purpose", sample.purpose()));
        return sample.cells() == null ? made : made.with(new Operation.Amount(sample.cells(), "{cells}", "viable"));
    }

    private void keepTrace(Filling filling, Step step) {
        if (filling.trace() != null) {
            String sha = evidence.keep(filling.trace());
            evidence.record(Entry.of(filling.bank(), "freezing_trace", Evidence.Kind.DOCUMENT,
                    new Value.Document(Value.DocumentStatus.VALID, null))
                    .from(Evidence.Source.INSTRUMENT, sha, null).takenAt(step.end()));
        }
    }

    /** Code of the n-th vial of a bank. */
    public static String vial(String bank, int n) {
        return String.format(Locale.ROOT, "%s-%03d", bank, n);
    }

    /** Codes of vials from one number to another, both included. */
    public static List<String> vials(String bank, int from, int to) {
        return java.util.stream.IntStream.rangeClosed(from, to).mapToObj(n -> vial(bank, n)).toList();
    }

    /** Sets vials aside for tests, retention or stability. */
    public long setAside(Actor actor, Step step, Lots.SetAside aside) {
        return lots.setAside(actor, step, aside);
    }

    /** Hands a frozen bank to the laboratory. */
    public long submit(Actor actor, Step step, String bank) {
        get(bank);
        return lots.submit(actor, step, bank);
    }

    /** Records test evidence of a bank; another person reviews it. */
    public List<Long> recordTests(Actor actor, String bank, List<Entry> entries) {
        get(bank);
        entries.stream().filter(entry -> !entry.unit().equals(bank)).findFirst().ifPresent(entry -> {
            throw new Refusal("bank.other-unit", Map.of("bank", bank, "unit", entry.unit()));
        });
        return evidence.record(actor, "tests of " + bank, entries);
    }

    /** The karyotype of a bank as the laboratory writes it, read into what the standard asks about. */
    public List<Long> recordKaryotype(Actor actor, String bank, String iscn, @Nullable String note) {
        Karyotype karyotype = Karyotype.parse(iscn).value()
                .orElseThrow(() -> new Refusal("bank.karyotype", Map.of("text", iscn)));
        return recordTests(actor, bank, List.of(
                Entry.of(bank, "karyotype", Evidence.Kind.RESULT, KaryotypeParts.of(karyotype)).noting(note)));
    }

    public Bank get(String code) {
        return find(code).orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    public Optional<Bank> find(String code) {
        return units.find(code).flatMap(unit -> ask(unit).flatMap(asked -> asked.bank(
                inquiries.ask(asked.inquiries()))));
    }

    /** What has to be asked to know a bank; others may be asked in the same statement. */
    record Asked(Units.Unit unit, Inquiry<Registered> registered, Inquiry<Product> product) {
        List<Inquiry<?>> inquiries() {
            return List.of(registered, product);
        }

        /** The bank; empty until it is enrolled. */
        Optional<Bank> bank(Inquiries.Answers answers) {
            return answers.find(registered).map(row -> new Bank(unit, row.tier(),
                    Products.require(answers.find(product), row.product()), row.vials(), row.cellsPerVial(),
                    row.volumeMl()));
        }
    }

    /** A line of the register. */
    record Registered(Tier tier, String product, int vials, BigDecimal cellsPerVial, BigDecimal volumeMl) {}

    /** What to ask about a unit; empty when it is no bank. */
    Optional<Asked> ask(Units.Unit unit) {
        String product = unit.product();
        if (!unit.type().equals("BANK") || product == null) {
            return Optional.empty();
        }
        return Optional.of(new Asked(unit, Inquiry.of(OF_UNIT, Map.of("unit", unit.id()),
                row -> new Registered(Tier.valueOf(row.text("tier")), row.text("product"), row.count("vials"),
                        row.number("cells_per_vial"), row.number("volume_ml"))),
                products.askLastInForce(product)));
    }

    /** Banks, newest first; three statements however many there are. */
    public List<Bank> list() {
        return enrolled(units.list("BANK", null, null, NEWEST));
    }

    /** The banks among some units, in their order. */
    private List<Bank> enrolled(List<Units.Unit> some) {
        Map<String, Registered> registered = new HashMap<>();
        jdbc.sql(OF_UNITS).param("codes", codes(some)).query(row -> {
            registered.put(row.getString("code"), new Registered(Tier.valueOf(row.getString("tier")),
                    row.getString("product"), row.getInt("vials"), row.getBigDecimal("cells_per_vial"),
                    row.getBigDecimal("volume_ml")));
        });
        Map<String, Product> made = products.lastInForce();
        return some.stream().flatMap(unit -> Optional.ofNullable(registered.get(unit.code()))
                .map(row -> new Bank(unit, row.tier(), Products.require(Optional.ofNullable(made.get(row.product())),
                        row.product()), row.vials(), row.cellsPerVial(), row.volumeMl()))
                .stream()).toList();
    }

    private static String[] codes(List<Units.Unit> some) {
        return some.stream().map(Units.Unit::code).toArray(String[]::new);
    }

    /** Which of some units are banks. */
    public Set<String> among(Collection<String> codes) {
        return jdbc.sql(OF_UNITS).param("codes", codes.toArray(String[]::new))
                .query((row, _) -> row.getString("code")).set();
    }

    /** The stock of every bank, in the order of {@link #list}. */
    public List<Stock> stocks() {
        List<Bank> banks = list();
        Map<String, Stock> stocks = new HashMap<>();
        Map<String, Bank> byCode = banks.stream().collect(Collectors.toMap(bank -> bank.unit().code(), bank -> bank));
        jdbc.sql(STOCKED).param("codes", codes(banks.stream().map(Bank::unit).toList())).query(row -> {
            Map<String, Integer> states = new TreeMap<>();
            json.readTree(row.getString("states")).properties()
                    .forEach(each -> states.put(each.getKey(), each.getValue().intValue()));
            String code = row.getString("code");
            stocks.put(code, stock(Objects.requireNonNull(byCode.get(code)), states, row.getInt("free")));
        });
        return banks.stream().map(bank -> Objects.requireNonNull(stocks.get(bank.unit().code()))).toList();
    }

    private static Stock stock(Bank bank, Map<String, Integer> byState, int free) {
        int usable = byState.getOrDefault("AVAILABLE", 0);
        Product.BankRule rule = bank.product().bank(bank.tier().name());
        return new Stock(bank, byState, usable, free, rule.reserveMinimum(), months(usable, rule),
                rule.reorderMonths());
    }

    public Stock stock(String code) {
        Bank bank = get(code);
        Counted counted = askStock(bank.unit());
        return counted.stock(bank, inquiries.ask(counted.inquiries()));
    }

    /** What has to be asked to count the stock of a bank. */
    record Counted(Inquiry<Units.Count> states, Inquiry<Integer> free) {
        List<Inquiry<?>> inquiries() {
            return List.of(states, free);
        }

        Stock stock(Bank bank, Inquiries.Answers answers) {
            Map<String, Integer> byState = answers.list(states).stream()
                    .collect(Collectors.toMap(Units.Count::state, Units.Count::count, Integer::sum, TreeMap::new));
            return Banks.stock(bank, byState, answers.find(free).orElseThrow());
        }
    }

    Counted askStock(Units.Unit bank) {
        return new Counted(units.askStates(bank.code()),
                Inquiry.of(FREE, Map.of("bank", bank.id()), row -> row.count("free")));
    }

    static BigDecimal months(int vials, Product.BankRule rule) {
        return rule.demandPerMonth().signum() == 0
                ? BigDecimal.valueOf(999)
                : BigDecimal.valueOf(vials).divide(rule.demandPerMonth(), MathContext.DECIMAL64).setScale(1,
                        RoundingMode.HALF_EVEN);
    }
}
