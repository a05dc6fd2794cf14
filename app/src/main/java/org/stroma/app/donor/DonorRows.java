package org.stroma.app.donor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
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
    private static final String FIND = """
            select r.code, r.jurisdiction, r.centre, coalesce(p.code, r.code) as primary_code from donor.record r left join donor.record p on p.unit = r.twin_of where r.code = :code""";
    private static final String SIBLINGS = """
            select r.code from donor.record r where r.unit in (select unit from donor.record x where coalesce(x.twin_of, x.unit) =
                   (select coalesce(y.twin_of, y.unit) from donor.record y where y.code = :code)) order by r.unit""";
    private static final String CONSENTS = """
            select c.id, c.version, c.signed_at, c.interviewer, c.donation, c.testing, c.manufacture, c.disclosure, c.storage_years, c.other_products, c.cross_border, c.recontact,
                   c.withdrawal, c.entered_by, c.entered_at from donor.consent c join donor.record r on r.unit = c.donor where r.code = :code order by c.id""";
    private static final String SAMPLES = """
            select u.code, r.code as donor, s.purpose, s.drawn_at, u.state, s.weight_kg, s.blood_ml_48h, s.colloid_ml_48h, s.crystalloid_ml_1h
              from donor.sample s join genealogy.unit u on u.id = s.unit join donor.record r on r.unit = s.donor
             where r.code = any (:codes) order by s.drawn_at, u.id""";
    private static final String DONATIONS = """
            select d.operation, t.code as tissue, d.din, d.clamp_at, r.code as donor from donor.donation d
              join genealogy.unit t on t.id = d.tissue join donor.record r on r.unit = d.donor""";
    private static final String DONATION_OF_DONOR = DONATIONS + " where r.code = :code";
    private static final String DONATION_OF_UNIT = DONATIONS
            + " where d.operation = (select donation from genealogy.unit where code = :code)";
    private static final String DONATION_BY_DIN = DONATIONS + " where d.din = :code";
    private static final String OWNERS = """
            select u.code, coalesce(r.code, sr.code, dr.code) as donor, coalesce(r.centre, sr.centre, dr.centre) as centre from genealogy.unit u
              left join donor.record r on r.unit = u.id
              left join donor.sample s on s.unit = u.id left join donor.record sr on sr.unit = s.donor
              left join donor.donation d on d.tissue = u.id left join donor.record dr on dr.unit = d.donor
             where u.code = any (:codes) and coalesce(r.unit, sr.unit, dr.unit) is not null""";
    private static final String FIND_RECEIPT = """
            select x.operation, x.label_din, x.label_donor, x.label_centre, x.logger, encode(x.logger_file, 'hex') as file, o.ended_at
              from donor.receipt x join genealogy.unit u on u.id = x.tissue join genealogy.operation o on o.id = x.operation where u.code = :code""";

    private final JdbcClient jdbc;

    DonorRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Key(Jurisdiction jurisdiction, String centre, String primary) {}

    /** A donation and the record it belongs to. */
    record Collected(String donor, DonorRecord.Donation donation) {}

    record Receipt(long operation, String din, String donor, String centre, @Nullable String logger,
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

    Optional<Key> find(String code) {
        return jdbc.sql(FIND).param("code", code)
                .query((row, _) -> new Key(Jurisdiction.valueOf(row.getString("jurisdiction")),
                        row.getString("centre"), row.getString("primary_code")))
                .optional();
    }

    List<String> siblings(String code) {
        return jdbc.sql(SIBLINGS).param("code", code).query(String.class).list();
    }

    List<DonorRecord.Given> consents(String primary) {
        return jdbc.sql(CONSENTS).param("code", primary).query((row, _) -> {
            int years = row.getInt("storage_years");
            Integer storage = row.wasNull() ? null : years;
            Consent consent = new Consent(row.getString("version"), instant(row, "signed_at"),
                    row.getString("interviewer"),
                    new Consent.Scopes(row.getBoolean("donation"), row.getBoolean("testing"),
                            row.getBoolean("manufacture"), row.getBoolean("other_products"),
                            row.getBoolean("cross_border"), row.getBoolean("recontact")),
                    Consent.Disclosure.valueOf(row.getString("disclosure")), storage,
                    Consent.Withdrawal.valueOf(row.getString("withdrawal")));
            return new DonorRecord.Given(row.getLong("id"), consent, row.getString("entered_by"),
                    instant(row, "entered_at"));
        }).list();
    }

    List<DonorRecord.Sample> samples(List<String> donors) {
        return jdbc.sql(SAMPLES).param("codes", donors.toArray(String[]::new))
                .query((row, _) -> new DonorRecord.Sample(row.getString("code"), row.getString("donor"),
                        BloodDraw.Purpose.valueOf(row.getString("purpose")), instant(row, "drawn_at"),
                        row.getString("state"),
                        DonorRecord.fluids(row.getBigDecimal("weight_kg"), row.getBigDecimal("blood_ml_48h"),
                                row.getBigDecimal("colloid_ml_48h"), row.getBigDecimal("crystalloid_ml_1h"))))
                .list();
    }

    Optional<Collected> donationOf(String donor) {
        return donation(DONATION_OF_DONOR, donor);
    }

    /** The donation from which a unit descends. */
    Optional<Collected> donationAbove(String unit) {
        return donation(DONATION_OF_UNIT, unit);
    }

    Optional<Collected> donationByNumber(String din) {
        return donation(DONATION_BY_DIN, din);
    }

    private Optional<Collected> donation(String query, String code) {
        return jdbc.sql(query).param("code", code).query((row, _) -> new Collected(row.getString("donor"),
                new DonorRecord.Donation(row.getLong("operation"), row.getString("tissue"), row.getString("din"),
                        instant(row, "clamp_at"))))
                .optional();
    }

    Optional<Receipt> findReceipt(String tissue) {
        return jdbc.sql(FIND_RECEIPT).param("code", tissue)
                .query((row, _) -> new Receipt(row.getLong("operation"), row.getString("label_din"),
                        row.getString("label_donor"), row.getString("label_centre"), row.getString("logger"),
                        row.getString("file"),
                        instant(row, "ended_at")))
                .optional();
    }

    /** Whose record a unit belongs to, and the centre of it. */
    record Owner(String unit, String donor, String centre) {}

    List<Owner> owners(List<String> units) {
        return jdbc.sql(OWNERS).param("codes", units.toArray(String[]::new)).query(
                (row, _) -> new Owner(row.getString("code"), row.getString("donor"), row.getString("centre"))).list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /** A donor's record with everything of this module's schema; empty when the code is unknown. */
    Optional<DonorRecord> read(String code, Units units) {
        return find(code).map(key -> {
            List<String> siblings = siblings(code);
            return new DonorRecord(units.get(code), key.jurisdiction(), key.centre(), key.primary(), siblings,
                    consents(key.primary()), samples(List.of(key.primary(), code)).stream()
                            .filter(sample -> sample.donor().equals(code)
                                    || sample.purpose() != BloodDraw.Purpose.CORD_BLOOD)
                            .toList(),
                    donationOf(code).map(Collected::donation).orElse(null));
        });
    }
}
