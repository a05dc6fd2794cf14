package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;
import org.stroma.app.quality.Deviations;
import org.stroma.app.standard.Value;
import tools.jackson.databind.json.JsonMapper;

/** What the loggers of shipments recorded: read, kept, drawn; an excursion opens a deviation that holds every container. */
@Service
public class ColdChain {
    private static final String RECORD = "select distribution.record_reading(cast(:p as jsonb))";
    private static final String READINGS = """
            select g.id, u.code as shipment, g.purpose, encode(g.file, 'hex') as file, g.reader, g.covers_from, g.covers_until, g.readings, g.lowest_c, g.highest_c, g.longest_gap_min,
                   g.limit_c, g.minutes_above, g.excursions, g.event, p.code as read_by, g.read_at
              from distribution.logger_reading g join genealogy.unit u on u.id = g.shipment join people.person p on p.id = g.read_by where u.code = any (:codes) order by g.id""";
    /** The product's longest time between two readings, and to the ends of the period. */
    private static final String GAP = "recording_gap";
    private static final int POINTS = 600;

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Evidence evidence;
    private final Units units;
    private final Products products;
    private final LoggerFiles files;
    private final Shipments shipments;
    private final Deviations deviations;
    private final Door door;
    private final PlantClock clock;

    ColdChain(JdbcClient jdbc, Inquiries inquiries, JsonMapper json, Authorship authorship, Evidence evidence,
            Units units,
            Products products, LoggerFiles files, Shipments shipments, Deviations deviations, Door door,
            PlantClock clock) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.json = json;
        this.authorship = authorship;
        this.evidence = evidence;
        this.units = units;
        this.products = products;
        this.files = files;
        this.shipments = shipments;
        this.deviations = deviations;
        this.door = door;
        this.clock = clock;
    }

    /** Which part of the way a recording is about. */
    public enum Purpose {
        /** From hand-over to delivery. */
        TRANSIT,
        /** From delivery until it was read: storage at the site in the shipper. */
        SITE
    }

    /**
     * A recording as it was read. Temperatures in °C.
     *
     * @param event number of the deviation that its excursion opened
     */
    public record Stored(long id, String shipment, Purpose purpose, String file, String reader, Instant coversFrom,
            Instant coversUntil, LoggerFiles.Summary summary, @Nullable String event, String readBy,
            Instant readAt) {}

    /** A recording with its curve. */
    public record Drawn(Stored stored, List<LoggerFiles.Point> points) {}

    /** Reads a logger's file for a part of the way; the raw bytes are kept once, an excursion holds what is inside. */
    public Stored read(Actor actor, String code, Purpose purpose, Evidence.RawFile file) {
        return authorship.write(actor, "logger of " + code + " read", () -> readWithin(actor, code, purpose, file));
    }

    Stored readWithin(Actor actor, String code, Purpose purpose, Evidence.RawFile file) {
        Shipments.Shipment shipment = shipments.get(actor, code);
        Instant delivered = shipment.deliveredAt();
        Instant handed = shipment.handedOverAt();
        if (delivered == null || handed == null) {
            throw new Refusal("distribution.not-delivered", Map.of("unit", code));
        }
        Instant from = purpose == Purpose.TRANSIT ? handed : delivered;
        Instant until = purpose == Purpose.TRANSIT ? delivered : end(file, shipment, delivered);
        LoggerFiles.Recording recording = files.read(file, shipment.logger().mapping(), from, until);
        LoggerFiles.Summary summary = files.summarise(recording, limit(code), bridged(code));
        String sha = evidence.keep(file);
        Product product = product(code);
        BigDecimal coldest = product.presentation().storageAboveC();
        String event = summary.excursions() > 0 || tooCold(summary, product)
                ? excursion(actor, code, summary, coldest)
                : null;
        long id = jdbc.sql(RECORD).param("p", json.writeValueAsString(
                content(code, purpose, sha, recording, summary, event))).query(Long.class).single();
        evidence.record(Entry.of(code, "logger_recording", Evidence.Kind.DOCUMENT,
                new Value.Document(Value.DocumentStatus.VALID, null)).from(Evidence.Source.INSTRUMENT, sha, null)
                .on(shipment.logger().code()));
        return readings(code).stream().filter(each -> each.id() == id).findFirst().orElseThrow();
    }

    /** Storage is covered until the last reading of the file, and never beyond now. */
    private Instant end(Evidence.RawFile file, Shipments.Shipment shipment, Instant delivered) {
        Instant now = clock.instant();
        Instant last = files.read(file, shipment.logger().mapping(), delivered, now).trace().series().last()
                .orElseThrow().instant();
        return last == null ? now : last;
    }

    private Map<String, Object> content(String code, Purpose purpose, String sha, LoggerFiles.Recording recording,
            LoggerFiles.Summary summary, @Nullable String event) {
        Map<String, Object> content = new HashMap<>(Map.of("shipment", code, "purpose", purpose.name(), "file", sha,
                "reader", recording.reader(), "covers_from", recording.from().toString(), "covers_until",
                recording.until().toString(), "readings", summary.readings(), "lowest", summary.lowest(), "highest",
                summary.highest(), "gap", summary.longestGap()));
        content.put("limit", summary.limit());
        content.put("above", summary.above());
        content.put("excursions", summary.excursions());
        if (event != null) {
            content.put("event", event);
        }
        return content;
    }

    /** Over a gap as long as the product allows the curve is drawn straight on; over a longer one nothing is known. */
    private Duration bridged(String shipment) {
        BigDecimal minutes = product(shipment).parameter(GAP).par().to();
        return minutes == null
                ? Duration.ZERO
                : Duration.ofSeconds(minutes.multiply(BigDecimal.valueOf(60)).longValue());
    }

    /** The alarm limit of the product inside, in °C. */
    BigDecimal limit(String shipment) {
        return product(shipment).presentation().storageAlarmC();
    }

    private Product product(String shipment) {
        return product(shipment, units.contents(shipment));
    }

    /** The product of what is inside; refused when nothing is. */
    Product product(String shipment, List<Units.Unit> contents) {
        return contents.stream().map(Units.Unit::product).filter(java.util.Objects::nonNull).findFirst()
                .map(products::get).orElseThrow(() -> new Refusal("distribution.empty", Map.of("unit", shipment)));
    }

    /** Whether it was colder than the product bears: a fresh one must not freeze. */
    private static boolean tooCold(LoggerFiles.Summary summary, Product product) {
        BigDecimal coldest = product.presentation().storageAboveC();
        return coldest != null && summary.lowest().compareTo(coldest) < 0;
    }

    /** One deviation on the shipment; a stop on it and on every container inside until that is closed. */
    private String excursion(Actor actor, String shipment, LoggerFiles.Summary summary,
            @Nullable BigDecimal coldest) {
        String words = summary.excursions() == 0 && coldest != null
                ? "temperature excursion: lowest %s °C below the limit of %s °C"
                        .formatted(summary.lowest().toPlainString(), coldest.toPlainString())
                : "temperature excursion: highest %s °C above the limit of %s °C for %s min".formatted(
                        summary.highest().toPlainString(), summary.limit().toPlainString(),
                        summary.above().toPlainString());
        String code = deviations.report(actor, shipment, Deviations.Severity.MAJOR, words, true);
        units.contents(shipment).forEach(unit -> door.hold(unit.code(), Door.HoldKind.STOP, "DEVIATION", code,
                words, "conclusion and closure of " + code));
        return code;
    }

    /** All recordings of a shipment, in the order they were read. */
    public List<Stored> readings(String shipment) {
        return inquiries.list(askReadings(List.of(shipment)));
    }

    /** Asks for the recordings of shipments, in the order they were read. */
    public static Inquiry<Stored> askReadings(List<String> shipments) {
        return Inquiry.of(READINGS, Map.of("codes", shipments.toArray(String[]::new)), ColdChain::stored);
    }

    /** The curve of a recording, read again from its raw bytes. */
    public Drawn draw(Actor actor, Stored stored) {
        Shipments.Shipment shipment = shipments.get(actor, stored.shipment());
        Evidence.RawFile file = evidence.file(stored.file()).orElseThrow();
        return new Drawn(stored, files.outline(files.read(file, shipment.logger().mapping(), stored.coversFrom(),
                stored.coversUntil()), POINTS));
    }

    /** Whether storage at the site is on record, without gap, excursion or end of the static hold, up to an instant. */
    public static SiteTrace siteTrace(Shipments.Shipment shipment, List<Stored> readings, Product product,
            Instant until) {
        Instant delivered = shipment.deliveredAt();
        Instant handed = shipment.handedOverAt();
        List<Stored> site = readings.stream().filter(each -> each.purpose() == Purpose.SITE).toList();
        if (delivered == null || handed == null || site.isEmpty()) {
            return new SiteTrace(false, site.stream().map(each -> "reading:" + each.id()).toList());
        }
        Instant covered = site.stream().map(Stored::coversUntil).max(Instant::compareTo).orElse(delivered);
        boolean recent = product.accepts(GAP, LoggerFiles.minutes(Duration.between(covered, until)));
        Stored newest = site.getLast();
        boolean whole = product.accepts(GAP, newest.summary().longestGap())
                && site.stream().allMatch(each -> each.summary().excursions() == 0)
                && site.stream().noneMatch(each -> tooCold(each.summary(), product));
        boolean held = Duration.between(handed, until).toSeconds() <= shipment.holdHours()
                .multiply(BigDecimal.valueOf(3600)).longValue();
        return new SiteTrace(recent && whole && held, List.of("reading:" + newest.id(), "file:" + newest.file(),
                "covered:" + covered, "until:" + until, "hold_h:" + shipment.holdHours().toPlainString()));
    }

    /** @param inputs what the answer was computed from */
    public record SiteTrace(boolean complete, List<String> inputs) {
        public SiteTrace {
            inputs = List.copyOf(inputs);
        }
    }

    private static Stored stored(Row row) {
        return new Stored(row.whole("id"), row.text("shipment"), Purpose.valueOf(row.text("purpose")),
                row.text("file"), row.text("reader"), row.instant("covers_from"), row.instant("covers_until"),
                new LoggerFiles.Summary(row.count("readings"), row.number("lowest_c"), row.number("highest_c"),
                        row.number("longest_gap_min"), row.number("limit_c"), row.number("minutes_above"),
                        row.count("excursions")),
                row.findText("event"), row.text("read_by"), row.instant("read_at"));
    }
}
