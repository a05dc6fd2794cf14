package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.stroma.app.ledger.Proofs;
import org.stroma.app.release.Releases;

/** Every line of the worked campaign, and the papers that its release leaves. */
class CampaignTests {
    private final World world = World.get();

    @TestFactory
    Stream<DynamicTest> saysWhatTheDomainBriefSays() {
        return CampaignReport.of(world.context).lines().stream().map(line -> DynamicTest
                .dynamicTest(line.id() + " " + line.what(), () -> assertThat(line.found()).isEqualTo(line.expected())));
    }

    @Test
    void sumsItselfUpInNumbers() {
        Map<String, Object> summary = CampaignReport.of(world.context).summary();

        assertThat(summary).containsKeys("cpdl", "passage", "filled", "good", "counts", "labels", "mcb", "wcb",
                "expiry",
                "retainUntil", "endotoxinLimit", "patients", "gates", "assertions");
        assertThat(summary.get("cpdl")).hasToString("14.5809");
        assertThat((List<?>) summary.get("gates")).hasSizeGreaterThan(20);
    }

    @Test
    void leavesCertificatesWithAProofThatHolds() throws InterruptedException {
        Releases releases = world.the(Releases.class);
        long decision = new Records(world.context).decisions().stream().filter(each -> each.gate().equals("G6a"))
                .findFirst().orElseThrow().id();
        awaitSeal(decision);
        for (Releases.Kind kind : Releases.Kind.values()) {
            for (String language : List.of("zh", "en")) {
                var made = releases.certify(world.plant.as("QA-2"), CultureAct.LOT, decision, kind, language);
                byte[] pdf = releases.pdf(CultureAct.LOT, made.id());

                assertThat(new String(pdf, 0, 8, java.nio.charset.StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.");
                assertThat(releases.certify(world.plant.as("QA-2"), CultureAct.LOT, decision, kind, language).id())
                        .isEqualTo(made.id());
            }
        }
        assertThat(world.the(Proofs.class).newest("gate.decision", Long.toString(decision))).get()
                .matches(Proofs.Proof::holds);
    }

    private void awaitSeal(long decision) throws InterruptedException {
        for (int i = 0; i < 100
                && world.the(Proofs.class).newest("gate.decision", Long.toString(decision)).isEmpty(); i++) {
            Thread.sleep(100);
        }
    }
}
