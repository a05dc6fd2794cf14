package org.stroma.app.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.SystemWork;

/**
 * Sites of organisations, who works where, and at which of them a session works. The main site of an organisation carries its
 * code; whoever joins works there until he is posted elsewhere. The database holds the same rules.
 */
@Service
public class Sites {
    private static final String SELECT = """
            select s.code, o.code as organisation, s.name_zh, s.name_en, s.kind, s.zone, s.licence, s.licensed_until, s.active, s.revision,
                   (select count(*) from people.posting g where g.site = s.code and g.ended_at is null) as people
              from people.site s join people.organisation o on o.id = s.organisation""";
    private static final String LIST = SELECT
            + " where cast(:organisation as text) is null or o.code = :organisation order by o.code, s.code";
    private static final String OPEN = SELECT + " where s.active and o.kind = :kind order by s.code";
    private static final String ADD = """
            insert into people.site (code, organisation, name_zh, name_en, kind, zone, licence, licensed_until)
            values (:code, (select id from people.organisation where code = :organisation), :zh, :en, :kind, :zone, :licence, :until)""";
    private static final String CHANGE = """
            update people.site set name_zh = :zh, name_en = :en, licence = :licence, licensed_until = :until, active = :active, revision = revision + 1
             where code = :code and revision = :revision""";
    private static final String POSTINGS = """
            select g.id, g.site, s.name_zh, s.name_en, g.since, b.code as granted_by, g.ended_at from people.posting g
              join people.site s on s.code = g.site join people.person p on p.id = g.person left join people.person b on b.id = g.granted_by
             where p.code = :person order by g.ended_at nulls first, g.id""";
    private static final String POST = """
            insert into people.posting (person, site, granted_by) values ((select id from people.person where code = :person), :site, :by)""";
    private static final String END = """
            update people.posting set ended_at = clock_timestamp() where id = :id and person = (select id from people.person where code = :person) and ended_at is null""";
    private static final String WORK_AT = "select people.work_at(:token, :site, :origin)";

    private final JdbcClient jdbc;
    private final JdbcClient system;
    private final Authorship authorship;
    private final Door door;

    Sites(JdbcClient jdbc, @SystemWork JdbcClient system, Authorship authorship, Door door) {
        this.jdbc = jdbc;
        this.system = system;
        this.authorship = authorship;
        this.door = door;
    }

    /** What a site is for. */
    public enum Kind {
        MANUFACTURE, STORAGE, TESTING, COLLECTION, CLINICAL, OFFICE
    }

    /**
     * A site.
     *
     * @param licence number of the licence or authorisation; null where none matters
     * @param licensedUntil its last day; null when it has none. Past it nothing is made or used there
     * @param people how many work there
     */
    public record Site(String code, String organisation, String nameZh, String nameEn, Kind kind, String zone,
            @Nullable String licence, @Nullable LocalDate licensedUntil, boolean active, int revision, int people) {}

    /** A site to be added to an organisation. */
    public record NewSite(String code, String organisation, String nameZh, String nameEn, Kind kind, String zone,
            @Nullable String licence, @Nullable LocalDate licensedUntil) {}

    /** What may change of a site; refused when somebody changed it meanwhile. */
    public record Change(int revision, String nameZh, String nameEn, @Nullable String licence,
            @Nullable LocalDate licensedUntil, boolean active) {}

    /** A person at a site. */
    public record Posting(int id, String site, String nameZh, String nameEn, Instant since, @Nullable String grantedBy,
            @Nullable Instant endedAt) {}

    /** Sites that an actor sees: of his organisation, or all for those of the maker who look after everybody. */
    public List<Site> list(Actor actor) {
        return jdbc.sql(LIST)
                .param("organisation", Administration.seesEverybody(actor) ? null : actor.organisation(), Types.VARCHAR)
                .query((row, _) -> site(row)).list();
    }

    /** Open sites of all organisations of a kind, to which something may be addressed. */
    public List<Site> open(String organisationKind) {
        return jdbc.sql(OPEN).param("kind", organisationKind).query((row, _) -> site(row)).list();
    }

    public Site get(Actor actor, String code) {
        return list(actor).stream().filter(site -> site.code().equals(code)).findFirst()
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    public void add(Actor administrator, NewSite fresh, String reason) {
        Administration.understood(() -> authorship.write(administrator, reason,
                () -> jdbc.sql(ADD).param("code", fresh.code()).param("organisation", fresh.organisation())
                        .param("zh", fresh.nameZh()).param("en", fresh.nameEn()).param("kind", fresh.kind().name())
                        .param("zone", fresh.zone()).param("licence", fresh.licence(), Types.VARCHAR)
                        .param("until", fresh.licensedUntil(), Types.DATE).update()));
    }

    public void change(Actor administrator, String code, Change change, String reason) {
        get(administrator, code);
        int changed = Administration.understood(() -> authorship.write(administrator, reason,
                () -> jdbc.sql(CHANGE).param("zh", change.nameZh()).param("en", change.nameEn())
                        .param("licence", change.licence(), Types.VARCHAR)
                        .param("until", change.licensedUntil(), Types.DATE).param("active", change.active())
                        .param("code", code).param("revision", change.revision()).update()));
        if (changed == 0) {
            throw new Refusal("stale", Map.of("unit", code));
        }
    }

    /** Where a person works and worked. */
    public List<Posting> postings(String person) {
        return jdbc.sql(POSTINGS).param("person", person)
                .query((row, _) -> new Posting(row.getInt("id"), row.getString("site"), row.getString("name_zh"),
                        row.getString("name_en"), row.getTimestamp("since").toInstant(), row.getString("granted_by"),
                        row.getTimestamp("ended_at") == null ? null : row.getTimestamp("ended_at").toInstant()))
                .list();
    }

    /** Lets a person work at a site of his organisation, beside those where he works already. */
    public void post(Actor administrator, String person, String site, String reason) {
        Administration.understood(() -> authorship.write(administrator, reason,
                () -> jdbc.sql(POST).param("person", person).param("site", site)
                        .param("by", administrator.person(), Types.INTEGER).update()));
    }

    public void endPosting(Actor administrator, String person, int posting, String reason) {
        int ended = authorship.write(administrator, reason,
                () -> jdbc.sql(END).param("id", posting).param("person", person).update());
        if (ended == 0) {
            throw new Refusal("stale", Map.of("unit", person));
        }
    }

    /**
     * Moves a session to another site of its person. He enters there anew: the password is asked for, the move is written down, and
     * the next signature takes every component.
     */
    public void enter(Actor actor, String site, String password, @Nullable String code) {
        door.confirm(actor, password, code);
        authorship.writeAtTheDoor(actor, "works at " + site, () -> workAt(actor, site));
    }

    /** Chooses a site right after sign-in, while there is none. */
    public void choose(Actor actor, String site) {
        if (!actor.choosesPlace()) {
            throw new Refusal("ST187");
        }
        authorship.writeAtTheDoor(actor, "works at " + site, () -> workAt(actor, site));
    }

    private boolean workAt(Actor actor, String site) {
        system.sql(WORK_AT).param("token", actor.token()).param("site", site).param("origin", actor.origin())
                .query((_, _) -> true).list();
        return true;
    }

    /** Sites of an installation or of a demonstration, set by the system itself, with those who work there and nowhere else. */
    public void install(String author, String reason, List<NewSite> sites, Map<String, List<String>> people) {
        authorship.asSystem(author, reason, () -> {
            sites.forEach(fresh -> system.sql(ADD).param("code", fresh.code())
                    .param("organisation", fresh.organisation()).param("zh", fresh.nameZh())
                    .param("en", fresh.nameEn()).param("kind", fresh.kind().name()).param("zone", fresh.zone())
                    .param("licence", fresh.licence(), Types.VARCHAR)
                    .param("until", fresh.licensedUntil(), Types.DATE).update());
            people.forEach((person, wanted) -> {
                List<Posting> now = postings(person);
                now.stream().filter(each -> !wanted.contains(each.site())).forEach(
                        each -> system.sql(END).param("id", each.id()).param("person", person).update());
                wanted.stream().filter(site -> now.stream().noneMatch(each -> each.site().equals(site)))
                        .forEach(site -> system.sql(POST).param("person", person).param("site", site)
                                .param("by", null, Types.INTEGER).update());
            });
            return true;
        });
    }

    private static Site site(ResultSet row) throws SQLException {
        return new Site(row.getString("code"), row.getString("organisation"), row.getString("name_zh"),
                row.getString("name_en"), Kind.valueOf(row.getString("kind")), row.getString("zone"),
                row.getString("licence"), row.getObject("licensed_until", LocalDate.class), row.getBoolean("active"),
                row.getInt("revision"), row.getInt("people"));
    }
}
