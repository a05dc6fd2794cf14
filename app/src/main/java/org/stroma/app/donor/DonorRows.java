package org.stroma.app.donor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Row;
import org.stroma.app.gate.Rulings;
import org.stroma.app.genealogy.Units;

/** The rows of this module's schema. */
@Repository
class DonorRows {
    private static final String RECORD = """
            insert into donor.record (unit, code, jurisdiction, centre, twin_of, enrolled_at)
            select u.id, u.code, :jurisdiction, u.holder, (select unit from donor.record where code = :twin), :at from genealogy.unit u where u.code = :code""";
    private static final String CONSENT = """
            insert into donor.consent (donor, version, signed_at, interviewer, donation, testing, manufacture, disclosure, storage_years, other_products, cross_border,
                   recontact, withdrawal, entered_by, entered_at)
            select unit, :version, :signed, :interviewer, :donation, :testing, :manufacture, :disclosure, :years, :other, :border, :recontact, :withdrawal,
                   ledger.author_of_this_transaction(), :at from donor.record where code = :donor""";
    private static final String SAMPLE = """
            insert into donor.sample (unit, donor, purpose, drawn_at, weight_kg, blood_ml_48h, colloid_ml_48h, crystalloid_ml_1h)
            values ((select id from genealogy.unit where code = :code), (select unit from donor.record where code = :donor), :purpose, :at, :weight, :blood, :colloid, :crystalloid)""";
    private static final String DONATION = """
            insert into donor.donation (operation, donor, tissue, din, clamp_at)
            values (:operation, (select unit from donor.record where code = :donor), (select id from genealogy.unit where code = :tissue), :din, :clamp)""";
    private static final String RECEIPT = """
            insert into donor.receipt (tissue, operation, label_din, label_donor, label_centre, logger, logger_file)
            values ((select id from genealogy.unit where code = :tissue), :operation, :din, :donor, :centre, :logger, decode(:file, 'hex'))""";
    /** The record of a donor by its own code or by that of anything that descends from the donation. */
    private static final String DONOR = """
            (select coalesce((select x.unit from donor.record x where x.code = :unit),
                             (select d.donor from donor.donation d join genealogy.unit u on u.donation = d.operation where u.code = :unit)))""";
    private static final String KEY = """
            select r.code, r.jurisdiction, r.centre, coalesce(p.code, r.code) as primary_code from donor.record r left join donor.record p on p.unit = r.twin_of
             where r.unit = """
            + DONOR;
    private static final String MOTHERS = " (select coalesce(y.twin_of, y.unit) from donor.record y where y.unit = "
            + DONOR + ")";
    private static final String SIBLINGS = "select r.code from donor.record r where coalesce(r.twin_of, r.unit) ="
            + MOTHERS + " order by r.unit";
    private static final String CONSENTS = """
            select c.id, c.version, c.signed_at, c.interviewer, c.donation, c.testing, c.manufacture, c.disclosure, c.storage_years, c.other_products, c.cross_border, c.recontact,
                   c.withdrawal, c.entered_by, c.entered_at from donor.consent c where c.donor ="""
            + MOTHERS + " order by c.id";
    private static final String SAMPLES = """
            select u.code, r.code as donor, s.purpose, s.drawn_at, u.state, s.weight_kg, s.blood_ml_48h, s.colloid_ml_48h, s.crystalloid_ml_1h
              from donor.sample s join genealogy.unit u on u.id = s.unit join donor.record r on r.unit = s.donor
             where r.unit in ("""
            + DONOR + "," + MOTHERS + ") order by s.drawn_at, u.id";
    private static final String DONATIONS = """
            select d.operation, t.code as tissue, d.din, d.clamp_at, r.code as donor from donor.donation d
              join genealogy.unit t on t.id = d.tissue join donor.record r on r.unit = d.donor""";
    private static final String DONATION_OF_DONOR = DONATIONS + " where d.donor = " + DONOR;
    private static final String DONATION_OF_UNIT = DONATIONS
            + " where d.operation = (select donation from genealogy.unit where code = :code)";
    private static final String DONATIONS_OF = DONATIONS + " where t.code = any (:codes)";
    private static final String DONATION_BY_DIN = DONATIONS + " where d.din = :code";
    private static final String OWNERS = """
            select u.code, coalesce(r.code, sr.code, dr.code) as donor, coalesce(r.centre, sr.centre, dr.centre) as centre from genealogy.unit u
              left join donor.record r on r.unit = u.id
              left join donor.sample s on s.unit = u.id left join donor.record sr on sr.unit = s.donor
              left join donor.donation d on d.tissue = u.id left join donor.record dr on dr.unit = d.donor
             where u.code = any (:codes) and coalesce(r.unit, sr.unit, dr.unit) is not null""";
    private static final String MEDIUM_SAMPLES = """
            select u.code from genealogy.unit t join genealogy.input i on i.unit = t.id join genealogy.operation o on o.id = i.operation and o.type = 'OP-052'
              join genealogy.unit u on u.made_by = o.id where t.code = :code order by o.id, u.id""";
    private static final String FIND_RECEIPT = """
            select u.code as tissue, x.operation, x.label_din, x.label_donor, x.label_centre, x.logger, encode(x.logger_file, 'hex') as file, o.ended_at
              from donor.receipt x join genealogy.unit u on u.id = x.tissue join genealogy.operation o on o.id = x.operation where u.code = any (:codes)""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Units units;

    DonorRows(JdbcClient jdbc, Inquiries inquiries, Units units) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.units = units;
    }

    record Key(String code, Jurisdiction jurisdiction, String centre, String primary) {}

    /** A donation and the record it belongs to. */
    record Collected(String donor, DonorRecord.Donation donation) {}

    record Receipt(String tissue, long operation, String din, String donor, String centre, @Nullable String logger,
            @Nullable String file, Instant receivedAt) {}

    void enrol(String code, Jurisdiction jurisdiction, @Nullable String twinOf, Instant at) {
        jdbc.sql(RECORD).param("code", code).param("jurisdiction", jurisdiction.name())
                .param("twin", twinOf, java.sql.Types.VARCHAR).param("at", java.sql.Timestamp.from(at)).update();
    }

    void consent(String donor, Consent consent, Instant at) {
        Consent.Scopes scopes = consent.scopes();
        jdbc.sql(CONSENT).param("donor", donor).param("version", consent.version())
                .param("signed", java.sql.Timestamp.from(consent.signedAt()))
                .param("interviewer", consent.interviewer()).param("donation", scopes.donation())
                .param("testing", scopes.testing()).param("manufacture", scopes.manufacture())
                .param("disclosure", consent.disclosure().name())
                .param("years", consent.storageYears(), java.sql.Types.INTEGER)
                .param("other", scopes.otherProducts()).param("border", scopes.crossBorder())
                .param("recontact", scopes.recontact()).param("withdrawal", consent.withdrawal().name())
                .param("at", java.sql.Timestamp.from(at)).update();
    }

    void sample(String donor, BloodDraw draw) {
        BloodDraw.Fluids fluids = draw.fluids();
        jdbc.sql(SAMPLE).param("code", draw.code()).param("donor", donor).param("purpose", draw.purpose().name())
                .param("at", java.sql.Timestamp.from(draw.drawnAt()))
                .param("weight", fluids == null ? null : fluids.weightKg(), java.sql.Types.NUMERIC)
                .param("blood", fluids == null ? null : fluids.bloodMl(), java.sql.Types.NUMERIC)
                .param("colloid", fluids == null ? null : fluids.colloidMl(), java.sql.Types.NUMERIC)
                .param("crystalloid", fluids == null ? null : fluids.crystalloidMl(), java.sql.Types.NUMERIC).update();
    }

    void donation(long operation, String donor, String tissue, String din, Instant clampAt) {
        jdbc.sql(DONATION).param("operation", operation).param("donor", donor).param("tissue", tissue)
                .param("din", din).param("clamp", java.sql.Timestamp.from(clampAt)).update();
    }

    void receipt(String tissue, long operation, Tissues.Label label, String logger, String file) {
        jdbc.sql(RECEIPT).param("tissue", tissue).param("operation", operation).param("din", label.din())
                .param("donor", label.donor()).param("centre", label.centre())
                .param("logger", logger).param("file", file).update();
    }

    private static DonorRecord.Given given(Row row) {
        Consent consent = new Consent(row.text("version"), row.instant("signed_at"), row.text("interviewer"),
                new Consent.Scopes(row.flag("donation"), row.flag("testing"), row.flag("manufacture"),
                        row.flag("other_products"), row.flag("cross_border"), row.flag("recontact")),
                Consent.Disclosure.valueOf(row.text("disclosure")), row.findCount("storage_years"),
                Consent.Withdrawal.valueOf(row.text("withdrawal")));
        return new DonorRecord.Given(row.whole("id"), consent, row.text("entered_by"), row.instant("entered_at"));
    }

    private static DonorRecord.Sample sample(Row row) {
        return new DonorRecord.Sample(row.text("code"), row.text("donor"),
                BloodDraw.Purpose.valueOf(row.text("purpose")), row.instant("drawn_at"), row.text("state"),
                DonorRecord.fluids(row.findNumber("weight_kg"), row.findNumber("blood_ml_48h"),
                        row.findNumber("colloid_ml_48h"), row.findNumber("crystalloid_ml_1h")));
    }

    private static Collected collected(Row row) {
        return new Collected(row.text("donor"), new DonorRecord.Donation(row.whole("operation"), row.text("tissue"),
                row.text("din"), row.instant("clamp_at")));
    }

    private static Receipt receipt(Row row) {
        return new Receipt(row.text("tissue"), row.whole("operation"), row.text("label_din"), row.text("label_donor"),
                row.text("label_centre"), row.findText("logger"), row.findText("file"), row.instant("ended_at"));
    }

    Optional<Collected> donationByNumber(String din) {
        return inquiries.find(Inquiry.of(DONATION_BY_DIN, Map.of("code", din), DonorRows::collected));
    }

    /** Asks for the donation from which a unit descends. */
    static Inquiry<Collected> askDonationAbove(String unit) {
        return Inquiry.of(DONATION_OF_UNIT, Map.of("code", unit), DonorRows::collected);
    }

    static Inquiry<Receipt> askReceipt(String tissue) {
        return askReceipts(List.of(tissue));
    }

    static Inquiry<Receipt> askReceipts(List<String> tissues) {
        return Inquiry.of(FIND_RECEIPT, Map.of("codes", tissues.toArray(String[]::new)), DonorRows::receipt);
    }

    /** Asks for the donations that gave these cords. */
    static Inquiry<Collected> askDonationsOf(List<String> tissues) {
        return Inquiry.of(DONATIONS_OF, Map.of("codes", tissues.toArray(String[]::new)), DonorRows::collected);
    }

    /** Asks for the codes of samples that were taken of a cord's transport medium, oldest first. */
    static Inquiry<String> askMediumSamples(String tissue) {
        return Inquiry.of(MEDIUM_SAMPLES, Map.of("code", tissue), row -> row.text("code"));
    }

    /** Whose record a unit belongs to, and the centre of it. */
    record Owner(String unit, String donor, String centre) {}

    List<Owner> owners(List<String> units) {
        return inquiries.list(Inquiry.of(OWNERS, Map.of("codes", units.toArray(String[]::new)),
                row -> new Owner(row.text("code"), row.text("donor"), row.text("centre"))));
    }

    /** What has to be asked to know the donor behind a unit. */
    record Dossier(Inquiry<Key> key, Inquiry<Units.Unit> units, Inquiry<String> siblings,
            Inquiry<DonorRecord.Given> consents, Inquiry<DonorRecord.Sample> samples, Inquiry<Collected> donation,
            Inquiry<Rulings.Ruling> rulings) {

        List<Inquiry<?>> inquiries() {
            return List.of(key, units, siblings, consents, samples, donation, rulings);
        }

        /** The donor's record with everything of this module's schema; empty when there is no donor behind the unit. */
        Optional<DonorRecord> read(Inquiries.Answers answers) {
            return answers.find(key).flatMap(found -> answers.list(units).stream()
                    .filter(unit -> unit.code().equals(found.code())).findFirst()
                    .map(unit -> record(found, unit, answers)));
        }

        private DonorRecord record(Key found, Units.Unit unit, Inquiries.Answers answers) {
            return new DonorRecord(unit, found.jurisdiction(), found.centre(), found.primary(),
                    answers.list(siblings), answers.list(consents),
                    answers.list(samples).stream().filter(sample -> sample.donor().equals(found.code())
                            || sample.purpose() != BloodDraw.Purpose.CORD_BLOOD).toList(),
                    answers.find(donation).map(Collected::donation).orElse(null), answers.list(rulings));
        }
    }

    /** The dossier of the donor behind a unit, or of a donor by code. */
    Dossier dossier(String unit) {
        Map<String, String> of = Map.of("unit", unit);
        return new Dossier(
                Inquiry.of(KEY, of, row -> new Key(row.text("code"), Jurisdiction.valueOf(row.text("jurisdiction")),
                        row.text("centre"), row.text("primary_code"))),
                units.askAbove(unit, "DONOR_RECORD"), Inquiry.of(SIBLINGS, of, row -> row.text("code")),
                Inquiry.of(CONSENTS, of, DonorRows::given), Inquiry.of(SAMPLES, of, DonorRows::sample),
                Inquiry.of(DONATION_OF_DONOR, of, DonorRows::collected),
                Rulings.ask("select x.unit from donor.record x where x.unit in (" + DONOR + "," + MOTHERS + ")", of));
    }

    /** A donor's record; empty when the code is unknown or is not that of a donor. */
    Optional<DonorRecord> read(String code) {
        Dossier dossier = dossier(code);
        return dossier.read(inquiries.ask(dossier.inquiries())).filter(record -> record.code().equals(code));
    }
}
