package org.stroma.app.gate;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.stroma.app.database.SystemWork;
import org.stroma.app.people.Authorship;

/** Ends what has passed its expiry in plant time, as the author {@code system:clock}: every minute, and on demand. */
@Service
public class ExpiryClock {
    private static final String EXPIRED = "select genealogy.expired_units()";
    private static final String EXPIRE = "select genealogy.expire_units()";

    private final JdbcClient system;
    private final Authorship authorship;

    ExpiryClock(@SystemWork JdbcClient system, Authorship authorship) {
        this.system = system;
        this.authorship = authorship;
    }

    @Scheduled(cron = "${stroma.expiry.cron:0 * * * * *}")
    void everyMinute() {
        expire();
    }

    /** Ends what has expired; returns how many units. Writes nothing where there are none. */
    public int expire() {
        if (system.sql(EXPIRED).query(Integer.class).single() == 0) {
            return 0;
        }
        return authorship.asSystem("system:clock", "expiry passed", () -> system.sql(EXPIRE).query(Integer.class)
                .single());
    }
}
