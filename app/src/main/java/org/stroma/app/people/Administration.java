package org.stroma.app.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;

/**
 * The register of organisations and persons, and its changes. Administrators of the maker look after everybody, others after
 * their own organisation; nobody after himself. The database holds the same rules.
 */
@Service
public class Administration {
    private static final String ORGANISATIONS = "select code, name_zh, name_en, kind, zone, active from people.organisation order by code";
    private static final String PERSONS = """
            select p.id, p.code, p.full_name, o.code as organisation, o.kind, p.active, p.revision, a.login, a.active as account_active, a.must_change,
                   coalesce(a.locked_until > clock_timestamp(), false) as locked,
                   coalesce((select string_agg(distinct x.role, ' ' order by x.role) from people.assignment x where x.person = p.id and x.ended_at is null
                        and x.valid_from <= clock_timestamp() and (x.valid_until is null or x.valid_until > clock_timestamp())), '') as roles
              from people.person p join people.organisation o on o.id = p.organisation left join people.account a on a.person = p.id
            """;
    private static final String ALL = PERSONS
            + " where cast(:organisation as text) is null or o.code = :organisation order by o.code, p.code";
    private static final String ONE = PERSONS + " where p.code = :code";
    private static final String GRANTS = """
            select x.id, x.role, r.name_zh, r.name_en, x.valid_from, x.valid_until, g.code as granted_by, x.ended_at,
                   x.ended_at is null and x.valid_from <= clock_timestamp() and (x.valid_until is null or x.valid_until > clock_timestamp()) as in_force
              from people.assignment x join people.role r on r.code = x.role left join people.person g on g.id = x.granted_by
             where x.person = :person order by x.ended_at nulls first, x.id desc""";
    private static final String QUALIFICATIONS = """
            select q.id, q.skill, q.version, q.valid_from, q.valid_until, g.code as granted_by, q.ended_at,
                   q.ended_at is null and :today between q.valid_from and q.valid_until as in_force
              from people.qualification q left join people.person g on g.id = q.granted_by
             where q.person = :person order by q.ended_at nulls first, q.id desc""";
    private static final String ORGANISATION_ACTIVE = "update people.organisation set active = :active where code = :code";
    private static final String PERSON = """
            update people.person set full_name = :name, active = :active, revision = revision + 1 where code = :code and revision = :revision""";
    private static final String END_GRANT = """
            update people.assignment set ended_at = clock_timestamp() where id = :id and person = :person and ended_at is null""";
    private static final String END_QUALIFICATION = """
            update people.qualification set ended_at = clock_timestamp() where id = :id and person = :person and ended_at is null""";
    private static final String ROLES = "select code from people.role where :kind = any (kinds) order by code";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final People people;

    Administration(JdbcClient jdbc, Authorship authorship, People people) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.people = people;
    }

    public record Organisation(String code, String nameZh, String nameEn, String kind, String zone, boolean active) {}

    /** @param roles in force now */
    public record Person(int id, String code, String fullName, String organisation, String organisationKind,
            boolean active, int revision, @Nullable String login, boolean accountActive, boolean mustChange,
            boolean locked, List<String> roles) {
        public Person {
            roles = List.copyOf(roles);
        }

        public boolean mayWork() {
            return active && accountActive && !locked;
        }
    }

    /** A role given to a person. */
    public record Grant(int id, String role, String nameZh, String nameEn, Instant from, @Nullable Instant until,
            @Nullable String grantedBy, @Nullable Instant endedAt, boolean inForce) {}

    /** @param inForce on the day it was asked for */
    public record Qualification(int id, String skill, String version, LocalDate from, LocalDate until,
            @Nullable String grantedBy, @Nullable Instant endedAt, boolean inForce) {}

    /** A person to be added; the roles begin at once. */
    public record NewPerson(String code, String fullName, String organisation, String login, List<String> roles) {
        public NewPerson {
            roles = List.copyOf(roles);
        }
    }

    /** A skill confirmed for a person. */
    public record NewQualification(String skill, String version, LocalDate from, LocalDate until) {}

    /** The organisations that an actor sees. */
    public List<Organisation> organisations(Actor actor) {
        return jdbc.sql(ORGANISATIONS).query(Organisation.class).list().stream()
                .filter(each -> seesEverybody(actor) || each.code().equals(actor.organisation())).toList();
    }

    /** The persons that an actor sees. */
    public List<Person> persons(Actor actor) {
        return jdbc.sql(ALL).param("organisation", seesEverybody(actor) ? null : actor.organisation(),
                java.sql.Types.VARCHAR).query((row, _) -> person(row)).list();
    }

    /** One person; not found when he belongs to an organisation that the actor does not see. */
    public Person get(Actor actor, String code) {
        return jdbc.sql(ONE).param("code", code).query((row, _) -> person(row)).optional()
                .filter(each -> each.code().equals(actor.code()) || seesEverybody(actor)
                        || each.organisation().equals(actor.organisation()))
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    public List<Grant> grants(Person person) {
        return jdbc.sql(GRANTS).param("person", person.id())
                .query((row, _) -> new Grant(row.getInt("id"), row.getString("role"), row.getString("name_zh"),
                        row.getString("name_en"), row.getTimestamp("valid_from").toInstant(),
                        instant(row, "valid_until"), row.getString("granted_by"), instant(row, "ended_at"),
                        row.getBoolean("in_force")))
                .list();
    }

    /** @param today the plant's day */
    public List<Qualification> qualifications(Person person, LocalDate today) {
        return jdbc.sql(QUALIFICATIONS).param("person", person.id()).param("today", today)
                .query((row, _) -> new Qualification(row.getInt("id"), row.getString("skill"),
                        row.getString("version"), row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class), row.getString("granted_by"),
                        instant(row, "ended_at"), row.getBoolean("in_force")))
                .list();
    }

    /** The roles that exist in a kind of organisation. */
    public List<String> rolesOf(String organisationKind) {
        return jdbc.sql(ROLES).param("kind", organisationKind).query(String.class).list();
    }

    public void addOrganisation(Actor administrator, Organisation organisation, String reason) {
        understood(() -> {
            people.add(administrator, new People.Organisation(organisation.code(), organisation.nameZh(),
                    organisation.nameEn(), organisation.kind(), organisation.zone()), reason);
            return true;
        });
    }

    /** Adds a person with an account of his own; what he is handed is returned once. */
    public Accounts.Handover addPerson(Actor administrator, NewPerson fresh, String reason) {
        if (organisations(administrator).stream().noneMatch(each -> each.code().equals(fresh.organisation()))) {
            throw new Refusal("not-found", Map.of("unit", fresh.organisation()));
        }
        String password = Passwords.random();
        boolean strong = people.roles().stream()
                .anyMatch(role -> role.needsSecondFactor() && fresh.roles().contains(role.code()));
        String secret = strong ? Totp.newSecret() : null;
        understood(() -> {
            people.add(administrator, new People.Newcomer(fresh.code(), fresh.fullName(), fresh.organisation(),
                    fresh.login(), password, secret, fresh.roles(), true), reason);
            return true;
        });
        return new Accounts.Handover(fresh.code(), fresh.login(), password,
                secret == null ? null : Accounts.Factor.of(fresh.login(), secret));
    }

    /** Opens or closes an organisation. Its people stay as they are. */
    public void activate(Actor administrator, String organisation, boolean active, String reason) {
        administrator(administrator);
        int changed = authorship.write(administrator, reason,
                () -> jdbc.sql(ORGANISATION_ACTIVE).param("active", active).param("code", organisation).update());
        if (changed == 0) {
            throw new Refusal("not-found", Map.of("unit", organisation));
        }
    }

    /** Corrects a person's name, or says whether he still works here; refused when somebody changed him meanwhile. */
    public void change(Actor administrator, String code, int revision, String fullName, boolean active, String reason) {
        administrator(administrator);
        Person person = get(administrator, code);
        int changed = understood(() -> authorship.write(administrator, reason,
                () -> jdbc.sql(PERSON).param("name", fullName).param("active", active).param("code", person.code())
                        .param("revision", revision).update()));
        if (changed == 0) {
            throw new Refusal("stale", Map.of("unit", code));
        }
    }

    /** @param from null means now */
    public void grant(Actor administrator, String code, String role, @Nullable Instant from, @Nullable Instant until,
            String reason) {
        Person person = get(administrator, code);
        understood(() -> {
            people.assign(administrator, person.id(), role, from == null ? Instant.now() : from, until, reason);
            return true;
        });
    }

    public void endGrant(Actor administrator, String code, int grant, String reason) {
        administrator(administrator);
        end(administrator, END_GRANT, get(administrator, code), grant, reason);
    }

    /** Confirms a skill; quality assurance only. */
    public void qualify(Actor qa, String code, NewQualification fresh) {
        Person person = get(qa, code);
        understood(() -> {
            people.qualify(qa, person.id(), fresh.skill(), fresh.version(), fresh.from(), fresh.until());
            return true;
        });
    }

    public void endQualification(Actor qa, String code, int qualification, String reason) {
        if (!qa.hasAny("QA", "QUALITY_HEAD")) {
            throw new Refusal("forbidden");
        }
        end(qa, END_QUALIFICATION, get(qa, code), qualification, reason);
    }

    private void end(Actor actor, String statement, Person person, int id, String reason) {
        int ended = authorship.write(actor, reason,
                () -> jdbc.sql(statement).param("id", id).param("person", person.id()).update());
        if (ended == 0) {
            throw new Refusal("stale", Map.of("unit", person.code()));
        }
    }

    static boolean seesEverybody(Actor actor) {
        return actor.organisationKind().equals("MAKER")
                && actor.hasAny("SYSADMIN", "QA", "QUALITY_HEAD", "INSPECTOR");
    }

    private static void administrator(Actor actor) {
        if (!actor.has("SYSADMIN")) {
            throw new Refusal("forbidden");
        }
    }

    /** What the database refuses by its constraints, in words. */
    static <T> T understood(Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException taken) {
            throw new Refusal("people.taken");
        } catch (DataIntegrityViolationException malformed) {
            throw new Refusal("people.malformed");
        }
    }

    private static Person person(ResultSet row) throws SQLException {
        String roles = row.getString("roles");
        return new Person(row.getInt("id"), row.getString("code"), row.getString("full_name"),
                row.getString("organisation"), row.getString("kind"), row.getBoolean("active"), row.getInt("revision"),
                row.getString("login"), row.getBoolean("account_active"), row.getBoolean("must_change"),
                row.getBoolean("locked"), roles.isEmpty() ? List.of() : List.of(roles.split(" ")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
