package org.stroma.app.release.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.DecisionPapers;
import org.stroma.app.gate.Gates;
import org.stroma.app.people.Actor;
import org.stroma.app.release.Releases;
import org.stroma.app.shell.Words;

/** The certificates that were made of a decision, for those who read releases. */
@Component
class CertificatePapers implements DecisionPapers {
    private final Releases releases;
    private final Words words;

    CertificatePapers(Releases releases, Words words) {
        this.releases = releases;
        this.words = words;
    }

    @Override
    public List<Paper> papers(Actor actor, Gates.Decision decision) {
        if (!actor.hasAny(ReleasePages.READING)) {
            return List.of();
        }
        return releases.certificates(decision.unit()).stream().filter(each -> each.decision() == decision.id())
                .map(each -> new Paper(
                        words.say("certificate." + each.kind()) + " · "
                                + words.say("release.language." + each.language()),
                        "/release/" + decision.unit() + "/certificate/" + each.id(), each.sha256(), each.block()))
                .toList();
    }
}
