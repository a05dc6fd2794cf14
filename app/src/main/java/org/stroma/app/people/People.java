package org.stroma.app.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.SystemWork;

/** Organisations, persons, accounts, roles and qualifications. */
@Service
public class People {
    private static final String ROLES = "select code, name_zh, name_en, needs_second_factor from people.role order by code";
    private static final String PERSONS = """
            select p.id, p.code, p.full_name, o.code as organisation, o.kind, p.active,
                   coalesce((select string_agg(a.role, ' ' order by a.role) from people.assignment a
                     where a.person = p.id and a.ended_at is null), '') as roles
              from people.person p join people.organisation o on o.id = p.organisation order by o.code, p.code""";
    private static final String ORGANISATION = """
            insert into people.organisation (code, name_zh, name_en, kind, zone) values (:code, :zh, :en, :kind, :zone) returning id""";
    private static final String PERSON = """
            insert into people.person (code, full_name, organisation)
            values (:code, :name, (select id from people.organisation where code = :organisation)) returning id""";
    private static final String ACCOUNT = """
            insert into people.account (person, login, kind, password_hash, second_factor, must_change)
            values (:person, :login, :kind, :hash, :secret, :change)""";
    private static final String ASSIGN = """
            insert into people.assignment (person, role, valid_from, valid_until, granted_by) values (:person, :role, :from, :until, :by)""";
    private static final String END = "update people.assignment set ended_at = clock_timestamp() where person = :person and role = :role and ended_at is null";
    private static final String QUALIFY = """
            insert into people.qualification (person, skill, version, valid_from, valid_until, granted_by)
            values (:person, :skill, :version, :from, :until, :by)""";

    private final JdbcClient jdbc;
    private final JdbcClient system;
    private final Authorship authorship;
    private final Door door;

    People(JdbcClient jdbc, @SystemWork JdbcClient system, Authorship authorship, Door door) {
        this.jdbc = jdbc;
        this.system = system;
        this.authorship = authorship;
        this.door = door;
    }

    public record Role(String code, String nameZh, String nameEn, boolean needsSecondFactor) {}

    public record Person(int id, String code, String fullName, String organisation, String organisationKind,
            boolean active, List<String> roles) {}

    public record Organisation(String code, String nameZh, String nameEn, String kind, String zone) {}

    /**
     * A person with an account.
     *
     * @param secret the second factor in base 32; null when no role of the person needs one
     */
    public record Newcomer(String code, String fullName, String organisation, String login, String password,
            @Nullable String secret, List<String> roles, boolean mustChange) {
        public Newcomer {
            roles = List.copyOf(roles);
        }

        @Override
        public String toString() {
            return "Newcomer[" + code + "]";
        }
    }

    public List<Role> roles() {
        return jdbc.sql(ROLES).query(Role.class).list();
    }

    public List<Person> persons() {
        return jdbc.sql(PERSONS).query((row, _) -> new Person(row.getInt("id"), row.getString("code"),
                row.getString("full_name"), row.getString("organisation"), row.getString("kind"),
                row.getBoolean("active"), List.of(row.getString("roles").split(" ")))).list();
    }

    public Optional<Person> find(String code) {
        return persons().stream().filter(person -> person.code().equals(code)).findFirst();
    }

    /** Adds an organisation; administrators only. */
    public void add(Actor actor, Organisation organisation, String reason) {
        administrator(actor);
        authorship.write(actor, reason, () -> insert(jdbc, organisation));
    }

    /** Adds a person with account and roles; administrators only. Whoever grants roles cannot grant them to himself. */
    public void add(Actor actor, Newcomer newcomer, String reason) {
        administrator(actor);
        authorship.write(actor, reason, () -> insert(jdbc, newcomer, actor.person()));
    }

    /** Ends a person's role today; administrators only. */
    public void endRole(Actor actor, int person, String role, String reason) {
        administrator(actor);
        authorship.write(actor, reason, () -> jdbc.sql(END).param("person", person).param("role", role).update());
    }

    /** Grants a role; administrators only. */
    public void assign(Actor actor, int person, String role, Instant from, @Nullable Instant until, String reason) {
        administrator(actor);
        authorship.write(actor, reason, () -> assign(jdbc, person, role, from, until, actor.person()));
    }

    /** Records a qualification; QA only, and nobody qualifies himself. */
    public void qualify(Actor actor, int person, String skill, String version, LocalDate from, LocalDate until) {
        if (!actor.hasAny("QA", "QUALITY_HEAD") || Integer.valueOf(person).equals(actor.person())) {
            throw new Refusal("forbidden");
        }
        authorship.write(actor, "qualification " + skill + " " + version,
                () -> qualify(jdbc, person, skill, version, from, until, actor.person()));
    }

    /** The stage of a new installation or of a demonstration, set by the system itself. */
    public void install(String author, String reason, List<Organisation> organisations, List<Newcomer> newcomers) {
        authorship.asSystem(author, reason, () -> {
            organisations.forEach(organisation -> insert(system, organisation));
            newcomers.forEach(newcomer -> insert(system, newcomer, null));
            return true;
        });
    }

    /** Qualifications of a demonstration's people, set by the system itself. */
    public void installQualification(String author, String person, String skill, String version, LocalDate from,
            LocalDate until) {
        int id = find(person).orElseThrow().id();
        authorship.asSystem(author, "qualification " + skill + " of " + person,
                () -> qualify(system, id, skill, version, from, until, null));
    }

    private static int insert(JdbcClient as, Organisation organisation) {
        return as.sql(ORGANISATION).param("code", organisation.code()).param("zh", organisation.nameZh())
                .param("en", organisation.nameEn()).param("kind", organisation.kind())
                .param("zone", organisation.zone())
                .query(Integer.class).single();
    }

    private int insert(JdbcClient as, Newcomer newcomer, @Nullable Integer by) {
        int person = as.sql(PERSON).param("code", newcomer.code()).param("name", newcomer.fullName())
                .param("organisation", newcomer.organisation()).query(Integer.class).single();
        as.sql(ACCOUNT).param("person", person).param("login", newcomer.login()).param("kind", "PERSONAL")
                .param("hash", door.hash(newcomer.password()))
                .param("secret", newcomer.secret(), java.sql.Types.VARCHAR)
                .param("change", newcomer.mustChange()).update();
        for (String role : newcomer.roles()) {
            assign(as, person, role, by == null ? Instant.EPOCH.plusSeconds(1) : Instant.now(), null, by);
        }
        return person;
    }

    private static int assign(JdbcClient as, int person, String role, Instant from, @Nullable Instant until,
            @Nullable Integer by) {
        return as.sql(ASSIGN).param("person", person).param("role", role)
                .param("from", java.sql.Timestamp.from(from))
                .param("until", until == null ? null : java.sql.Timestamp.from(until),
                        java.sql.Types.TIMESTAMP)
                .param("by", by, java.sql.Types.INTEGER).update();
    }

    private static int qualify(JdbcClient as, int person, String skill, String version, LocalDate from, LocalDate until,
            @Nullable Integer by) {
        return as.sql(QUALIFY).param("person", person).param("skill", skill).param("version", version)
                .param("from", from).param("until", until).param("by", by, java.sql.Types.INTEGER).update();
    }

    private static void administrator(Actor actor) {
        if (!actor.has("SYSADMIN")) {
            throw new Refusal("forbidden");
        }
    }
}
