package org.stroma.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.ui.ConcurrentModel;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.People;
import org.stroma.app.shell.HistoryWords;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.Worklist;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** The first page: nothing to do is not the same as not loaded. */
@StromaTest
class WorklistTests {
    @Autowired
    private Ledger ledger;
    @Autowired
    private People people;
    @Autowired
    private Words words;
    @Autowired
    private Times times;
    @Autowired
    private PlantClock clock;
    @Autowired
    private HistoryWords historyWords;
    @Autowired
    private Cast cast;

    private ConcurrentModel shown(Worklist... worklists) {
        ConcurrentModel model = new ConcurrentModel();
        new HomePages(List.of(worklists), ledger, people, words, times, clock, historyWords, List.of())
                .worklist(cast.signIn("QA-1"), model);
        return model;
    }

    private static Worklist.Item item(Worklist.Urgency urgency) {
        return new Worklist.Item("worklist.what", List.of(), urgency.name(), "/", urgency, null);
    }

    @Test
    void saysThatAListCouldNotBeLoadedAndShowsTheOthers() {
        ConcurrentModel model = shown(actor -> List.of(item(Worklist.Urgency.OPEN)), actor -> {
            throw new DataAccessResourceFailureException("no connection");
        });

        assertThat(model.getAttribute("missing")).isEqualTo(1);
        assertThat((List<?>) model.getAttribute("items")).hasSize(1);
    }

    @Test
    void putsWhatIsLateFirst() {
        ConcurrentModel model = shown(actor -> List.of(item(Worklist.Urgency.WAITING), item(Worklist.Urgency.OPEN)),
                actor -> List.of(item(Worklist.Urgency.TODAY), item(Worklist.Urgency.OVERDUE)));

        assertThat((List<?>) model.getAttribute("items")).extracting(each -> ((Worklist.Item) each).urgency())
                .containsExactly(Worklist.Urgency.values());
        assertThat(model.getAttribute("missing")).isEqualTo(0);
    }
}
