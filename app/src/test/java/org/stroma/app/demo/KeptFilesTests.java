package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.testing.Client;

/** Files that came with the campaign, by forms and by programs: what they are kept as, and how they come back. */
class KeptFilesTests {
    private final World world = World.get();
    private final JdbcClient jdbc = world.the(JdbcClient.class);

    @Test
    void areOfTheTypeOfTheirBytes() {
        assertThat(jdbc.sql("select name from evidence.file where media_type = 'application/octet-stream'")
                .query(String.class).list()).isEmpty();
        assertThat(jdbc
                .sql("""
                        select distinct f.media_type from evidence.file f join evidence.observation o on o.file = f.sha256 join genealogy.unit u on u.id = o.unit
                         where u.code = :lot and o.characteristic = 'qp_checklist'""")
                .param("lot", CultureAct.LOT)
                .query(String.class).list()).containsExactly("text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/evidence/file/", "/api/v1/laboratory/files/"})
    void comeBackAsAttachmentsThatNoBrowserRuns(String path) {
        String sha = jdbc.sql("""
                select encode(o.file, 'hex') from evidence.observation o join genealogy.unit u on u.id = o.unit
                 where u.code = :lot and o.characteristic = 'qp_checklist'""").param("lot", CultureAct.LOT)
                .query(String.class).single();
        Client.Answer answer = Client.of(world.port(), world.plant.as("QA-2").token()).get(path + sha);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment;").contains("qp-checklist");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.response().headers().allValues("Content-Security-Policy").toString()).contains("sandbox");
    }
}
