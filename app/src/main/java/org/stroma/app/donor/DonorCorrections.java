package org.stroma.app.donor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.ResultText;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.StandardShelf;
import org.stroma.app.standard.ValueType;

/**
 * Corrects what the forms about donors, samples and cords took down wrongly. The first entry stays readable, the new one waits for a second
 * person, and every decision that stood on the first is void. Consents have newer versions instead, and a karyotype is read again.
 */
@Service
public class DonorCorrections {
    private static final String OF_CORDS = "tissue-acceptance";
    private static final Set<ValueType> TYPED = Set.of(ValueType.QUANTITY, ValueType.FLAG, ValueType.CODE,
            ValueType.FINDING, ValueType.GESTATION, ValueType.TEXT);

    private final Donors donors;
    private final Evidence evidence;
    private final StandardShelf shelf;
    private final PlantClock clock;

    DonorCorrections(Donors donors, Evidence evidence, StandardShelf shelf, PlantClock clock) {
        this.donors = donors;
        this.evidence = evidence;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** An entry that can be corrected, and how its value is typed. */
    public record Correctable(Evidence.Item item, Characteristic characteristic) {}

    /** What can be corrected about a donor, her samples and her cord. */
    public List<Correctable> list(Actor actor, String donor) {
        return list(donors.get(actor, donor));
    }

    private List<Correctable> list(DonorRecord record) {
        Map<String, Characteristic> known = Stream.of(record.jurisdiction().standards(), OF_CORDS)
                .flatMap(standard -> shelf.effective(standard, clock.instant()).characteristics().stream())
                .filter(each -> TYPED.contains(each.type()))
                .collect(Collectors.toMap(Characteristic::code, Function.identity(), (first, _) -> first));
        List<String> units = new ArrayList<>(List.of(record.primary(), record.code()));
        record.samples().forEach(sample -> units.add(sample.code()));
        Optional.ofNullable(record.donation()).ifPresent(donation -> units.add(donation.tissue()));
        return evidence.list(units).stream()
                .filter(item -> item.kind() != Evidence.Kind.DERIVED && !item.invalidated())
                .filter(item -> !item.characteristic().startsWith("consent_"))
                .flatMap(item -> Optional.ofNullable(known.get(item.characteristic()))
                        .map(about -> new Correctable(item, about)).stream())
                .toList();
    }

    /**
     * Puts a value in the place of one that was taken down wrongly; returns the number of the new entry. Who may is said by the database, as for the entry
     * itself.
     *
     * @param text as typed; several values are told apart by a semicolon
     */
    public long correct(Actor actor, String donor, long entry, String text, String reason) {
        if (reason.strip().length() < 3) {
            throw new Refusal("ST006");
        }
        Correctable wrong = list(donors.get(actor, donor)).stream().filter(each -> each.item().id() == entry)
                .findFirst().orElseThrow(() -> new Refusal("donor.not-correctable", Map.of("entry", entry)));
        Evidence.Item item = wrong.item();
        Entry right = Entry.of(item.unit(), item.characteristic(), item.kind(), new ResultText(clock.getZone())
                .read(wrong.characteristic(), Stream.of(text.split("[;；]")).map(String::strip).toList()))
                .attempt(item.attempt()).takenAt(item.takenAt())
                .from(item.source(), item.file(), item.fileLine()).noting(item.note());
        String method = item.method();
        Entry made = method == null ? right : right.byMethod(method, item.validated());
        return evidence.record(actor, "corrected: " + reason.strip(),
                List.of(made.correcting(item.id(), reason.strip()))).getFirst();
    }
}
