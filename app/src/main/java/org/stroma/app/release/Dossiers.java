package org.stroma.app.release;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Dispositions;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Trace;
import org.stroma.app.genealogy.Traces;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole record of a lot in one archive, for an inspector to take away: what it came of and what happened to it, evidence with its
 * raw files, decisions with their signatures, the audit trail of all of that, and the papers as they were made. Every
 * part stands in a manifest with its hash. Where its containers went, and to whom, is not in it: that is the trace's to say.
 */
@Service
public class Dossiers {
    private static final int STEPS = 100;

    private final Units units;
    private final Traces traces;
    private final Evidence evidence;
    private final Gates gates;
    private final Dispositions dispositions;
    private final Signing signing;
    private final Releases releases;
    private final AuditTrailReviews reviews;
    private final Ledger ledger;
    private final PlantClock clock;
    private final JsonMapper json;

    Dossiers(Units units, Traces traces, Evidence evidence, Gates gates, Dispositions dispositions, Signing signing,
            Releases releases, AuditTrailReviews reviews, Ledger ledger, PlantClock clock, JsonMapper json) {
        this.reviews = reviews;
        this.dispositions = dispositions;
        this.units = units;
        this.traces = traces;
        this.evidence = evidence;
        this.gates = gates;
        this.signing = signing;
        this.releases = releases;
        this.ledger = ledger;
        this.clock = clock;
        this.json = json;
    }

    /** A part of the archive. */
    public record Part(String name, int bytes, String sha256) {}

    /** What the archive holds, of which lot and as of when. */
    public record Manifest(String lot, String madeAt, List<Part> parts) {}

    /** A decision with who signed it, as what, when, and over which bytes. */
    public record Signed(Gates.Decision decision, Signing.@Nullable Panel signatures) {}

    /** A disposition of the lot with who signed it. */
    public record Disposed(Dispositions.Disposition disposition, Signing.@Nullable Panel signatures) {}

    /** Writes the archive of a lot, as far as the actor sees what it came of. */
    public void write(Actor actor, String lot, OutputStream target) {
        Units.Unit unit = units.find(lot).filter(found -> found.type().equals("LOT"))
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", lot)));
        Trace.Found above = traces.trace(actor, lot, Trace.Direction.UP, STEPS);
        List<Units.Unit> members = units.members(lot);
        List<String> codes = Stream
                .concat(above.nodes().stream().map(Trace.Node::code), members.stream().map(Units.Unit::code)).distinct()
                .toList();
        List<Evidence.Item> items = evidence.list(codes);
        List<Signed> decisions = above.nodes().stream()
                .flatMap(node -> gates.decisions(node.code(), null).stream())
                .map(each -> new Signed(each, signing.panel("decision", Long.toString(each.id())).orElse(null)))
                .toList();
        try (ZipOutputStream zip = new ZipOutputStream(target)) {
            List<Part> parts = new ArrayList<>();
            put(zip, parts, "lot.json", json.writeValueAsBytes(Map.of("lot", unit, "containers", members, "events",
                    units.events(lot), "holds", units.holds(lot))));
            put(zip, parts, "origin.json", json.writeValueAsBytes(above));
            put(zip, parts, "evidence.json", json.writeValueAsBytes(items));
            put(zip, parts, "decisions.json", json.writeValueAsBytes(decisions));
            put(zip, parts, "dispositions.json", json.writeValueAsBytes(dispositions.list(lot).stream()
                    .map(each -> new Disposed(each,
                            signing.panel(Dispositions.RECORD, Long.toString(each.id())).orElse(null)))
                    .toList()));
            put(zip, parts, "exceptions.json", json.writeValueAsBytes(reviews.of(lot).lines()));
            put(zip, parts, "audit-trail.json", json.writeValueAsBytes(history(above, items, decisions)));
            for (Releases.Certificate each : releases.certificates(lot)) {
                put(zip, parts, "certificates/" + each.id() + "-" + each.kind().toLowerCase(java.util.Locale.ROOT) + "-"
                        + each.language() + ".pdf", releases.pdf(lot, each.id()));
            }
            for (String sha : items.stream().map(Evidence.Item::file).filter(Objects::nonNull).distinct().toList()) {
                Optional<Evidence.RawFile> file = evidence.file(sha);
                if (file.isPresent()) {
                    put(zip, parts, "files/" + sha + "-" + plain(file.get().name()), file.get().bytes());
                }
            }
            byte[] manifest = json.writeValueAsBytes(new Manifest(lot, clock.instant().toString(), parts));
            put(zip, new ArrayList<>(), "manifest.json", manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every change of the units above, of their evidence and of the decisions, in the order of the ledger. */
    private List<Ledger.Change> history(Trace.Found above, List<Evidence.Item> items, List<Signed> decisions) {
        return Stream.of(
                above.nodes().stream().flatMap(node -> ledger.history("genealogy.unit", Long.toString(node.id()))
                        .stream()),
                items.stream().flatMap(item -> ledger.history("evidence.observation", Long.toString(item.id()))
                        .stream()),
                decisions.stream().flatMap(each -> ledger
                        .history("gate.decision", Long.toString(each.decision().id())).stream()))
                .flatMap(changes -> changes).sorted(Comparator.comparing(Ledger.Change::n))
                .collect(Collectors.toList());
    }

    private static void put(ZipOutputStream zip, List<Part> parts, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
        try {
            parts.add(new Part(name, bytes.length,
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A name that no file system minds and that leads nowhere else. */
    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceAll("\\.{2,}", "_");
    }
}
