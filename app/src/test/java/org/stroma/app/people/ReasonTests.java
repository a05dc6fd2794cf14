package org.stroma.app.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stroma.app.database.Refusal;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** What is taken as a reason of a change. SR-020, SR-072. */
@StromaTest
class ReasonTests {
    @Autowired
    private Cast cast;
    @Autowired
    private Authorship authorship;

    /** Reasons that were found clean are remembered; one that was not is searched, and refused, each time. */
    @RepeatedTest(3)
    void aReasonWithAnIdentityIsRefusedEachTime() {
        Actor actor = cast.signIn("QA-1");

        assertThat(authorship.write(actor, "the label was read again", () -> true)).isTrue();
        assertThatThrownBy(() -> authorship.write(actor, "called 138 0013 8000 about it", () -> true))
                .isInstanceOf(Refusal.class).hasMessageNotContaining("138");
    }

    @Test
    void twoSignsOfPunctuationAreNoReason() {
        Actor actor = cast.signIn("QA-1");

        assertThatThrownBy(() -> authorship.write(actor, "。. ！", () -> true)).isInstanceOf(Refusal.class)
                .extracting("code").isEqualTo("ST006");
    }
}
