package org.stroma.app.distribution;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.PdfPrinter;
import org.stroma.app.shell.Roles;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Prints the final report of a recall, or of a drill, which says on every page that it is one. */
@Component
class RecallPdf {
    private final SpringTemplateEngine templates;
    private final PdfPrinter printer;
    private final Words words;
    private final Roles roles;
    private final Times times;
    private final PlantClock clock;

    RecallPdf(SpringTemplateEngine templates, PdfPrinter printer, Words words, Roles roles, Times times,
            PlantClock clock) {
        this.templates = templates;
        this.printer = printer;
        this.words = words;
        this.roles = roles;
        this.times = times;
        this.clock = clock;
    }

    /** @param panel the signatures that closed it; null of a drill */
    record Content(Recalls.Whole whole, List<RecallReports.Report> reports, RecallEffect.Effect effect,
            Signing.@Nullable Panel panel) {}

    byte[] print(Content content, Locale language) {
        Locale before = LocaleContextHolder.getLocale();
        try {
            LocaleContextHolder.setLocale(language);
            Context context = new Context(language);
            context.setVariable("recall", content.whole().recall());
            context.setVariable("consignees", content.whole().consignees());
            context.setVariable("containers", content.whole().containers());
            context.setVariable("reports", content.reports());
            context.setVariable("effect", content.effect());
            context.setVariable("panel", content.panel());
            context.setVariable("words", words);
            context.setVariable("roles", roles);
            context.setVariable("times", times);
            context.setVariable("demonstration", clock.demonstration());
            context.setVariable("printed", clock.instant());
            return printer.print(templates.process("distribution/recall-report", context));
        } finally {
            LocaleContextHolder.setLocale(before);
        }
    }
}
