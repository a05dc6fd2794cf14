package org.stroma.app.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.TestServer;

/** What the vaults keep, show, log and erase, and who does not get in. SR-050, SR-071. */
@StromaTest
class VaultTests {
    private static final Identity MOTHER = new Identity("李秀英", "110101199003078515", "1990-03-07", "13812345678",
            "上海市", "0034567");

    @Autowired
    private Cast cast;
    @Autowired
    private Vaults vaults;
    @Autowired
    private Ledger ledger;
    @Autowired
    private Credentials credentials;
    @Autowired
    private JdbcClient application;

    private String code = "";
    private Actor custodian;

    @BeforeEach
    void enter() {
        code = "DN-V" + System.nanoTime();
        custodian = cast.signIn("DVC-1");
        vaults.keep(custodian, VaultKind.DONOR, code, MOTHER);
    }

    @Test
    void aReadingIsLoggedWithItsPurpose() {
        Identity read = vaults.read(custodian, VaultKind.DONOR, code, "retest after 180 days");

        assertThat(read).isEqualTo(MOTHER);
        assertThat(vaults.readings(custodian, VaultKind.DONOR, code)).singleElement().satisfies(reading -> {
            assertThat(reading.purpose()).isEqualTo("retest after 180 days");
            assertThat(reading.person()).isEqualTo("DVC-1");
        });
        assertThat(ledger.recent("donor_vault.reading", "DVC-1", null, 5)).isNotEmpty();
    }

    @Test
    void withoutAPurposeNothingIsRead() {
        assertThatThrownBy(() -> vaults.read(custodian, VaultKind.DONOR, code, " . ")).extracting("code")
                .isEqualTo("ST065");
        assertThat(vaults.readings(custodian, VaultKind.DONOR, code)).isEmpty();
    }

    @Test
    void erasureLeavesTheCodeAndNothingElse() {
        vaults.destroy(custodian, VaultKind.DONOR, code, "asked for by the person");

        assertThatThrownBy(() -> vaults.read(custodian, VaultKind.DONOR, code, "retest after 180 days"))
                .extracting("code").isEqualTo("ST066");
        assertThatThrownBy(() -> vaults.keep(custodian, VaultKind.DONOR, code, MOTHER)).extracting("code")
                .isEqualTo("ST066");
        assertThat(vaults.list(custodian, VaultKind.DONOR)).filteredOn(kept -> kept.code().equals(code))
                .singleElement().satisfies(kept -> assertThat(kept.destroyedAt()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"COL-1", "QA-1", "ADM-1", "DMR-1", "PVC-1"})
    void nobodyElsePasses(String person) {
        Actor other = cast.signIn(person);

        assertThatThrownBy(() -> vaults.read(other, VaultKind.DONOR, code, "curiosity")).extracting("code")
                .isEqualTo("forbidden");
    }

    @Test
    void theTwoVaultsAreApart() {
        Actor hospital = cast.signIn("PVC-1");
        vaults.keep(hospital, VaultKind.PATIENT, "PT-" + code, MOTHER);

        assertThat(vaults.read(hospital, VaultKind.PATIENT, "PT-" + code, "adverse event")).isEqualTo(MOTHER);
        assertThatThrownBy(() -> vaults.list(custodian, VaultKind.PATIENT)).extracting("code").isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select * from donor_vault.identity", "select * from donor_vault.reading",
            "select * from donor_vault.read('x', 'some purpose', 'here')", "select donor_vault.destroy('x')",
            "select * from patient_vault.identity", "update donor_vault.identity set holder = 'MAKER-1'",
            "delete from donor_vault.reading"})
    void theApplicationsRoleHasNoRightThere(String attack) {
        assertThatThrownBy(() -> application.sql(attack).query((_, _) -> true).list()).rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void theReadersRoleHasNoRightThereEither() throws SQLException {
        assertDenied(DatabaseRole.READ, "select cipher from donor_vault.identity");
        assertDenied(DatabaseRole.SYSTEM, "select cipher from donor_vault.identity");
        assertDenied(DatabaseRole.VERIFY, "select wrapped_key from donor_vault.identity");
    }

    @Test
    void theVaultsOwnRoleReadsThroughItsFunctionsOnly() throws SQLException {
        assertDenied(DatabaseRole.DONOR_VAULT, "select * from donor_vault.identity");
        assertDenied(DatabaseRole.DONOR_VAULT, "delete from donor_vault.reading");
        assertDenied(DatabaseRole.DONOR_VAULT, "select * from patient_vault.identity");
        assertDenied(DatabaseRole.PATIENT_VAULT, "select * from donor_vault.held()");
        assertDenied(DatabaseRole.DONOR_VAULT, "select * from genealogy.unit");
        try (Connection vault = credentials.dataSource(DatabaseRole.DONOR_VAULT).getConnection();
                Statement statement = vault.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from donor_vault.read('" + code
                    + "', 'a purpose', 'nowhere')")).isInstanceOfSatisfying(SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("ST064"));
        }
    }

    private void assertDenied(DatabaseRole role, String query) throws SQLException {
        try (Connection connection = credentials.dataSource(role).getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(query)).isInstanceOfSatisfying(SQLException.class,
                    refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void noPlainTextIsAnywhereInTheDatabase() throws SQLException {
        vaults.read(custodian, VaultKind.DONOR, code, "retest after 180 days");
        try (Connection all = TestServer.superuser(credentials); Statement statement = all.createStatement()) {
            for (String secret : List.of(MOTHER.fullName(), MOTHER.idNumber(), MOTHER.phone())) {
                try (ResultSet row = statement.executeQuery(
                        ("select count(*) from ledger.entry where tab like 'donor_vault%%' and coalesce(new::text, '') || coalesce(old::text, '') like '%%%s%%'")
                                .formatted(secret))) {
                    row.next();
                    assertThat(row.getLong(1)).isZero();
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "select count(*) from ledger.entry where tab = 'donor_vault.identity' and (new::jsonb ? 'wrapped_key' or length(new ->> 'cipher') <> 64)")) {
                row.next();
                assertThat(row.getLong(1)).isZero();
            }
            try (ResultSet row = statement
                    .executeQuery("select cipher from donor_vault.identity where code = '" + code + "'")) {
                row.next();
                assertThat(new String(row.getBytes(1), StandardCharsets.UTF_8)).doesNotContain(MOTHER.fullName())
                        .doesNotContain(MOTHER.phone());
            }
        }
    }

    @Test
    void aSealedIdentityOpensForItsOwnCodeAndVaultOnly() {
        byte[] key = new byte[32];
        VaultCipher cipher = new VaultCipher(key);
        VaultCipher.Sealed sealed = cipher.seal("donor_vault", "DN-1", new byte[]{1, 2, 3});

        assertThat(cipher.open("donor_vault", "DN-1", sealed)).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> cipher.open("donor_vault", "DN-2", sealed)).extracting("code")
                .isEqualTo("vault.damaged");
        assertThatThrownBy(() -> cipher.open("patient_vault", "DN-1", sealed)).extracting("code")
                .isEqualTo("vault.damaged");
        key[0] = 1;
        assertThatThrownBy(() -> new VaultCipher(key).open("donor_vault", "DN-1", sealed)).extracting("code")
                .isEqualTo("vault.other-key");
        sealed.cipher()[20] ^= 1;
        assertThatThrownBy(() -> cipher.open("donor_vault", "DN-1", sealed)).extracting("code")
                .isEqualTo("vault.damaged");
    }

    @Test
    void anIdentityNeverPrintsItself() {
        assertThat(MOTHER.toString()).doesNotContain("李").doesNotContain("138");
    }
}
