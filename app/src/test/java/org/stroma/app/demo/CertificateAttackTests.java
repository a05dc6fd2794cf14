package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.people.Authorship;

/** Another paper in the place of a certificate, by SQL of the application's role. */
class CertificateAttackTests {
    private static final String KEEP = "select release.keep_certificate(:lot, :decision, 'CERTIFICATE_OF_ANALYSIS', 'zh', :block, :root, '%PDF-1.7'::bytea)";

    private final World world = World.get();
    private final JdbcClient jdbc = world.the(JdbcClient.class);

    /** What the true certificate says. */
    private record Sealed(long decision, long block, String root) {}

    private Sealed sealed() {
        return jdbc.sql("select decision, block, root from release.certificate where id = :id")
                .param("id", world.certificate).query(Sealed.class).single();
    }

    private void keep(String person, Sealed sealed) {
        world.the(Authorship.class).write(world.plant.as(person), "an attack",
                () -> jdbc.sql(KEEP).param("lot", CultureAct.LOT).param("decision", sealed.decision())
                        .param("block", sealed.block()).param("root", sealed.root()).query(Long.class).single());
    }

    @Test
    void isRefusedToWhoDoesNotCertifyAndWithoutTheBlockThatSealedTheDecision() {
        Sealed sealed = sealed();
        for (String person : List.of("OP-1", "NU-1", "ADM-1")) {
            assertThatThrownBy(() -> keep(person, sealed)).as(person).extracting("code").isEqualTo("ST038");
        }
        for (Sealed other : List.of(new Sealed(sealed.decision(), 1, sealed.root()),
                new Sealed(sealed.decision(), sealed.block(), "00".repeat(32)),
                new Sealed(sealed.decision(), 999_999, sealed.root()))) {
            assertThatThrownBy(() -> keep("QA-2", other)).extracting("code").isEqualTo("ST093");
        }
        assertThatThrownBy(() -> keep("QA-2", new Sealed(999_999, sealed.block(), sealed.root()))).extracting("code")
                .isEqualTo("ST091");
        assertThat(jdbc.sql("select count(*) from release.certificate where pdf = '%PDF-1.7'::bytea").query(Long.class)
                .single()).isZero();
    }
}
