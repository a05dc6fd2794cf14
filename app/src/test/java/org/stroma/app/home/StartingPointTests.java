package org.stroma.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stroma.app.people.People;
import org.stroma.app.shell.Words;
import org.stroma.app.testing.StromaTest;

/** An empty worklist still says where to begin. That every link leads somewhere its reader may go, the crawl of the demonstration proves. */
@StromaTest
class StartingPointTests {
    @Autowired
    private People people;
    @Autowired
    private Words words;

    @Test
    void everyRoleHasSomethingToBegin() {
        assertThat(people.roles()).isNotEmpty().extracting(People.Role::code)
                .allSatisfy(role -> assertThat(StartingPoint.values()).as(role).anyMatch(each -> each.isFor(role)));
    }

    @Test
    void everyOneHasWordsInBothLanguages() {
        assertThat(StartingPoint.values()).allSatisfy(point -> assertThat(
                List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)).allSatisfy(
                        locale -> assertThat(
                                words.say(locale, point.key()) + words.say(locale, point.key() + ".hint"))
                                .doesNotContain("⟨")));
    }
}
