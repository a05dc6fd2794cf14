package org.stroma.app.demo;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.stroma.app.batch.LotBalance;
import org.stroma.app.genealogy.Units;
import org.stroma.app.product.Products;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The campaign as the database has it, compared line by line with the domain brief §10.0–10.3 and §10.5. */
public final class CampaignReport {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    private final BeanFactory beans;
    private final List<CheckLine> lines;

    CampaignReport(BeanFactory beans, List<CheckLine> lines) {
        this.beans = beans;
        this.lines = lines;
    }

    /** Reads everything again and compares. */
    public static CampaignReport of(BeanFactory beans) {
        Lines lines = new Lines();
        new ProcessCheck(beans, lines).run();
        new ValueCheck(beans, lines).run();
        new DeliveryCheck(beans, lines).run();
        new BalanceCheck(beans, lines).run();
        return new CampaignReport(beans, lines.all());
    }

    public List<CheckLine> lines() {
        return lines;
    }

    public long failed() {
        return lines.stream().filter(line -> !line.passed()).count();
    }

    /**
     * Prints what was compared: for people every line, as JSON one object and nothing else, with what failed on {@code err}.
     *
     * @return the command's exit code, 1 when a line differs
     */
    public int print(boolean asJson, PrintStream out, PrintStream err) {
        if (asJson) {
            out.println(JSON.writeValueAsString(summary()));
            lines.stream().filter(line -> !line.passed()).map(CheckLine::text).forEach(err::println);
        } else {
            lines.stream().map(CheckLine::text).forEach(out::println);
            out.println(lines.size() - failed() + " passed, " + failed() + " failed");
        }
        return failed() == 0 ? 0 : 1;
    }

    /** The figures of the campaign, as {@code demo --check --json} prints them; numbers are numbers. */
    public Map<String, Object> summary() {
        Records records = new Records(beans);
        Units units = beans.getBean(Units.class);
        LotBalance.Labels labels = beans.getBean(LotBalance.class).labels(CultureAct.LOT).orElseThrow();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("cpdl", records.cpdl(CultureAct.LOT).setScale(4, java.math.RoundingMode.HALF_EVEN));
        summary.put("passage", units.get(CultureAct.LOT).passage());
        summary.put("filled", units.members(CultureAct.LOT).size());
        summary.put("good", units.members(CultureAct.LOT).size() - rejected(records));
        summary.put("counts", counts(records));
        summary.put("labels", ordered("printed", labels.printed(), "applied", labels.applied(), "specimen",
                labels.specimen(), "destroyed", labels.destroyed()));
        summary.put("mcb", bank(records, units, CultureAct.MCB));
        summary.put("wcb", bank(records, units, CultureAct.WCB));
        summary.put("expiry", units.get(CultureAct.LOT).attributes().get("expiry"));
        summary.put("retainUntil", BalanceCheck.retainUntil(beans).toString());
        summary.put("endotoxinLimit", number(beans.getBean(Products.class).get("UCM-01").computedEndotoxinLimit()));
        summary.put("patients", new DeliveryCheck(beans, new Lines()).patients());
        summary.put("gates", records.decisions().stream().map(decided -> ordered("gate", decided.gate(), "subject",
                decided.unit(), "outcome", decided.outcome(), "signers", decided.signers())).toList());
        summary.put("assertions", ordered("passed", lines.size() - failed(), "failed", failed()));
        return summary;
    }

    private static int rejected(Records records) {
        return Integer.parseInt(String.valueOf(records.parameter(CultureAct.LOT, "OP-170", "rejected")));
    }

    private static Map<String, Object> counts(Records records) {
        String lot = CultureAct.LOT;
        return ordered("distributable", records.count(lot, "AVAILABLE"), "administered",
                records.count(lot, "ADMINISTERED", "PARTLY_ADMINISTERED"), "retained", records.count(lot, "RETAINED"),
                "stability", records.count(lot, "STABILITY"), "consumedQc", records.count(lot, "SAMPLED_QC"),
                "rejected",
                (long) rejected(records));
    }

    private static Map<String, Object> bank(Records records, Units units, String bank) {
        return ordered("made", units.members(bank).size(), "usableLeft", records.count(bank, "AVAILABLE"));
    }

    static BigDecimal number(BigDecimal value) {
        BigDecimal brief = value.round(new java.math.MathContext(6)).stripTrailingZeros();
        return brief.scale() < 0 ? brief.setScale(0) : brief;
    }

    static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
