package org.stroma.app.laboratory.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Upload;
import org.stroma.app.gate.Gates;
import org.stroma.app.gate.UnitRegisters;
import org.stroma.app.genealogy.Units;
import org.stroma.app.laboratory.CellCounts;
import org.stroma.app.laboratory.InstrumentFiles;
import org.stroma.app.laboratory.Laboratory;
import org.stroma.app.laboratory.Methods;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.Worklist;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.EntryField;
import org.stroma.app.standard.Sentences;

/** What is to be tested, entry against the specification, review, import and methods. */
@Controller
class LaboratoryPages {
    /** So many results are shown for review at once. */
    private static final int REVIEWED = 300;
    private static final Set<String> QUALITY_CONTROL = Set.of("QC_REVIEWER", "QC_HEAD");
    /** States in which something is tested. */
    private static final Set<String> OPEN = Set.of("UNDER_TEST", "RECEIVED_QUARANTINE", "QUARANTINE", "PREPARED");
    static final String LABORATORY = "hasAnyRole('ANALYST','QC_REVIEWER','QC_HEAD','QA','QA_REVIEWER','INSPECTOR','QP_MFG','QA_MAH','QP_MAH')";

    /** Raw files are read by whoever judges by them: also by both heads, who sign the release. */
    static final String FILES = "hasAnyRole('ANALYST','QC_REVIEWER','QC_HEAD','QA','QA_REVIEWER','INSPECTOR','QP_MFG','QA_MAH','QP_MAH','PRODUCTION_HEAD','QUALITY_HEAD')";

    private final Laboratory laboratory;
    private final InstrumentFiles files;
    private final Methods methods;
    private final Evidence evidence;
    private final Units units;
    private final Words words;

    LaboratoryPages(Laboratory laboratory, InstrumentFiles files, Methods methods, Evidence evidence, Units units,
            Words words) {
        this.laboratory = laboratory;
        this.files = files;
        this.methods = methods;
        this.evidence = evidence;
        this.units = units;
        this.words = words;
    }

    /** Whose reviews the laboratory's lists are about: those of quality control, and the reader's own. */
    static Set<String> reviewers(Actor actor) {
        return Stream.concat(QUALITY_CONTROL.stream(), actor.roles().stream()).collect(Collectors.toSet());
    }

    /** A test of the specification as the entry page shows it. */
    record Test(String code, String name, String unitOfMeasure, List<Choice> choices, List<String> methods,
            List<Entered> entered) {}

    /** What may be chosen, with its word. */
    record Choice(String code, String name) {}

    /** What was entered, with its words. */
    record Entered(Evidence.Item item, String text) {}

    @GetMapping("/laboratory")
    @PreAuthorize(LABORATORY)
    String overview(@ModelAttribute("actor") Actor actor, Model model) {
        List<Units.Unit> open = new ArrayList<>(units.list("LOT", "UNDER_TEST", null, 100));
        open.addAll(units.list("BANK", "UNDER_TEST", null, 100));
        model.addAttribute("open", open);
        model.addAttribute("samples", units.list("SAMPLE", null, null, 200));
        model.addAttribute("unreviewed", evidence.unreviewed(reviewers(actor), null, 500).size());
        return "laboratory/overview";
    }

    @GetMapping("/laboratory/unit/{code}")
    @PreAuthorize(LABORATORY)
    String unit(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Gates.Judged judged = laboratory.judged(code);
        List<Methods.Method> effective = methods.list().stream().filter(method -> method.state().equals("EFFECTIVE"))
                .toList();
        List<Evidence.Item> items = evidence.list(code);
        model.addAttribute("judged", judged);
        Sentences sentences = new Sentences(judged.standard(),
                words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        Set<String> derived = judged.question().derived().stream().map(Entry::characteristic)
                .collect(Collectors.toSet());
        model.addAttribute("tests", judged.standard().characteristics().stream().filter(LaboratoryPages::isEntered)
                .filter(each -> !derived.contains(each.code())).map(each -> test(each, effective, items, sentences))
                .toList());
        model.addAttribute("open", OPEN.contains(judged.unit().state()) && actor.hasAny("ANALYST", "QC_HEAD"));
        model.addAttribute("mayCorrect", actor.hasAny("ANALYST", "QC_HEAD"));
        model.addAttribute("mayInvalidate", actor.hasAny("QA", "QC_HEAD"));
        return "laboratory/unit";
    }

    static boolean isEntered(Characteristic characteristic) {
        return !(characteristic.entryField() instanceof EntryField.Computed)
                && !(characteristic.entryField() instanceof EntryField.Decision)
                && !(characteristic.entryField() instanceof EntryField.Document)
                && !(characteristic.entryField() instanceof EntryField.YesNo)
                && !characteristic.code().contains(".");
    }

    private Test test(Characteristic characteristic, List<Methods.Method> effective, List<Evidence.Item> items,
            Sentences sentences) {
        EntryField field = characteristic.entryField();
        String measure = field instanceof EntryField.Size size ? sentences.unit(size.unit().code()) : "";
        List<String> codes = switch (field) {
            case EntryField.Choice choice -> choice.choices().stream().map(Characteristic.Choice::code).toList();
            case EntryField.Finding _ -> List.of("NEGATIVE", "POSITIVE", "INDETERMINATE");
            default -> List.of();
        };
        return new Test(characteristic.code(), words.either(characteristic.name().zh(), characteristic.name().en()),
                measure, codes.stream().map(code -> new Choice(code, sentences.word(characteristic, code))).toList(),
                effective.stream().filter(method -> method.characteristics().contains(characteristic.code()))
                        .map(Methods.Method::code).toList(),
                items.stream().filter(item -> item.characteristic().equals(characteristic.code()))
                        .map(item -> new Entered(item, sentences.observed(characteristic.code(), item.values())))
                        .toList());
    }

    @PostMapping("/laboratory/unit/{code}/results")
    @PreAuthorize("hasAnyRole('ANALYST','QC_HEAD')")
    String enter(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(required = false) @Nullable String instrument,
            @RequestParam(defaultValue = "1") int attempt) {
        laboratory.enter(actor, code, results(form, "", instrument, attempt, null));
        return "redirect:/laboratory/unit/{code}";
    }

    private static List<Laboratory.Result> results(MultiValueMap<String, String> form, String kind,
            @Nullable String instrument, int attempt, @Nullable String outside) {
        String value = kind + "value.";
        List<Laboratory.Result> results = form.keySet().stream().filter(key -> key.startsWith(value))
                .map(key -> key.substring(value.length()))
                .filter(test -> !String.valueOf(form.getFirst(value + test)).isBlank())
                .map(test -> new Laboratory.Result(test, replicates(String.valueOf(form.getFirst(value + test))),
                        String.valueOf(form.getFirst(kind + "method." + test)),
                        instrument == null || instrument.isBlank() ? null : instrument.strip(), attempt, null,
                        outside))
                .toList();
        if (results.isEmpty()) {
            throw new Refusal("laboratory.nothing");
        }
        return results;
    }

    /** The same results as an outside laboratory reports them, with its report. */
    @PostMapping("/laboratory/unit/{code}/reports")
    @PreAuthorize("hasAnyRole('ANALYST','QC_HEAD')")
    String report(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam MultiValueMap<String, String> form, @RequestParam String outside,
            @RequestParam MultipartFile file) {
        laboratory.enterReport(actor, code, results(form, "report.", null, 1, outside.strip()),
                Upload.get(file));
        return "redirect:/laboratory/unit/{code}";
    }

    @PostMapping("/laboratory/unit/{code}/results/{entry}/correction")
    @PreAuthorize("hasAnyRole('ANALYST','QC_HEAD')")
    String correct(@PathVariable String code, @PathVariable long entry, @ModelAttribute("actor") Actor actor,
            @RequestParam String test, @RequestParam String method, @RequestParam String value,
            @RequestParam String reason) {
        laboratory.correct(actor, entry, Laboratory.Result.of(test, method, replicates(value).toArray(String[]::new)),
                reason);
        return "redirect:/laboratory/unit/{code}";
    }

    @PostMapping("/laboratory/unit/{code}/results/{entry}/invalidation")
    @PreAuthorize("hasAnyRole('QA','QC_HEAD')")
    String invalidate(@PathVariable String code, @PathVariable long entry, @ModelAttribute("actor") Actor actor,
            @RequestParam String event, @RequestParam String reason) {
        laboratory.invalidate(actor, entry, event.strip(), reason);
        return "redirect:/laboratory/unit/{code}";
    }

    private static List<String> replicates(String typed) {
        return Arrays.stream(typed.split("[;；\\n]|\\s{1,}(?=[0-9<>≤≥])")).map(String::strip)
                .filter(text -> !text.isEmpty()).toList();
    }

    @PostMapping("/laboratory/unit/{code}/counts")
    @PreAuthorize("hasAnyRole('ANALYST','QC_HEAD')")
    String importCounts(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam List<MultipartFile> file, @RequestParam String method) throws IOException {
        List<CellCounts> exports = new ArrayList<>();
        for (MultipartFile each : file) {
            exports.add(CellCounts.read(each.getBytes(),
                    each.getOriginalFilename() == null ? "file" : each.getOriginalFilename()));
        }
        laboratory.importCounts(actor, code, exports, method);
        return "redirect:/laboratory/unit/{code}";
    }

    /** A value of a file with the tests that it may answer. */
    record Line(InstrumentFiles.Measured value, List<Choice> tests) {}

    @PostMapping("/laboratory/unit/{code}/files")
    @PreAuthorize("hasAnyRole('ANALYST','QC_HEAD')")
    String keepFile(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam MultipartFile file) {
        laboratory.judged(code);
        InstrumentFiles.Opened opened = files.keep(actor, code, Upload.get(file), locale());
        return "redirect:/laboratory/unit/{code}/files/" + opened.sha256();
    }

    @GetMapping("/laboratory/unit/{code}/files/{sha}")
    @PreAuthorize("hasAnyRole('ANALYST','QC_HEAD')")
    String file(@PathVariable String code, @PathVariable String sha, Model model) {
        Gates.Judged judged = laboratory.judged(code);
        InstrumentFiles.Opened opened = files.open(sha, locale());
        List<Characteristic> tests = judged.standard().characteristics().stream().filter(LaboratoryPages::isEntered)
                .toList();
        model.addAttribute("judged", judged);
        model.addAttribute("opened", opened);
        model.addAttribute("lines", opened.values().stream().limit(2_000).map(value -> new Line(value, tests.stream()
                .filter(test -> InstrumentFiles.fits(value, test))
                .map(test -> new Choice(test.code(), words.either(test.name().zh(), test.name().en()))).toList()))
                .toList());
        return "laboratory/file";
    }

    @PostMapping("/laboratory/unit/{code}/files/{sha}")
    @PreAuthorize("hasAnyRole('ANALYST','QC_HEAD')")
    String take(@PathVariable String code, @PathVariable String sha, @ModelAttribute("actor") Actor actor,
            @RequestParam MultiValueMap<String, String> form) {
        Map<Integer, String> chosen = form.keySet().stream().filter(key -> key.startsWith("take."))
                .filter(key -> !String.valueOf(form.getFirst(key)).isBlank())
                .collect(Collectors.toMap(key -> Integer.parseInt(key.substring("take.".length())),
                        key -> String.valueOf(form.getFirst(key))));
        files.take(actor, code, sha, chosen);
        return "redirect:/laboratory/unit/{code}";
    }

    private Locale locale() {
        return words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    @GetMapping("/laboratory/review")
    @PreAuthorize(LABORATORY)
    String review(@RequestParam(required = false) @Nullable String unit, @ModelAttribute("actor") Actor actor,
            Model model) {
        List<Evidence.Item> items = evidence.unreviewed(reviewers(actor),
                unit == null || unit.isBlank() ? null : unit.strip(), REVIEWED);
        model.addAttribute("items", items);
        model.addAttribute("unit", unit);
        model.addAttribute("more", items.size() == REVIEWED);
        return "laboratory/review";
    }

    @PostMapping("/laboratory/review")
    @PreAuthorize("hasAnyRole('QC_REVIEWER','QC_HEAD','QA','QA_REVIEWER')")
    String reviewed(@ModelAttribute("actor") Actor actor, @RequestParam(required = false) @Nullable List<Long> id,
            @RequestParam String outcome,
            @RequestParam(required = false) @Nullable String note) {
        if (id == null || id.isEmpty()) {
            throw new Refusal("laboratory.nothing");
        }
        laboratory.review(actor, id, outcome.equals("ACCEPTED"), note);
        return "redirect:/laboratory/review";
    }

    @GetMapping("/laboratory/methods")
    @PreAuthorize(LABORATORY)
    String methods(@ModelAttribute("actor") Actor actor, Model model) {
        List<Methods.Method> all = methods.list();
        model.addAttribute("methods", all);
        // Whoever signs one of the lines shows the panel; the other signer comes to the same tablet.
        model.addAttribute("drafts", all.stream().filter(method -> method.state().equals("DRAFT"))
                .flatMap(method -> methods.panel(method.code(), method.version()).stream())
                .filter(panel -> panel.open()
                        && panel.slots().stream().map(Signing.Slot::role).anyMatch(actor::has))
                .collect(Collectors.toMap(Signing.Panel::id, panel -> panel)));
        return "laboratory/methods";
    }

    @PostMapping("/laboratory/methods")
    @PreAuthorize("hasAnyRole('ANALYST','QC_HEAD')")
    String draft(@ModelAttribute("actor") Actor actor, @RequestParam String code, @RequestParam String nameZh,
            @RequestParam String nameEn, @RequestParam String reference,
            @RequestParam String characteristics, @RequestParam(required = false) @Nullable String report) {
        methods.draft(actor, code.strip(), nameZh, nameEn, reference,
                Arrays.stream(characteristics.split("[,;\\s]+")).filter(text -> !text.isBlank()).toList(),
                report == null || report.isBlank() ? null : report.strip());
        return "redirect:/laboratory/methods";
    }

    @PostMapping("/laboratory/methods/signature")
    @PreAuthorize("isAuthenticated()")
    String sign(@ModelAttribute("actor") Actor actor, @RequestParam String decision,
            @RequestParam(required = false) @Nullable String login, @RequestParam String password,
            @RequestParam(required = false) @Nullable String code, @RequestParam String role,
            @RequestParam int revision, @RequestParam String sha256,
            @RequestParam String statement, @RequestParam(required = false) @Nullable String note) {
        String[] id = decision.split("/");
        methods.sign(actor, id[0], Integer.parseInt(id[1]),
                new Signing.Entry(login, password, code, role, revision, sha256, statement, note));
        return "redirect:/laboratory/methods";
    }

    /** A raw file, always as an attachment. */
    @GetMapping("/evidence/file/{sha}")
    @PreAuthorize(FILES)
    ResponseEntity<byte[]> file(@PathVariable String sha) {
        return LaboratoryApi.download(evidence, sha);
    }

    /** What this module adds to the frame. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        static final Set<String> READERS = Set.of("ANALYST", "QC_REVIEWER", "QC_HEAD", "QA", "QA_REVIEWER",
                "INSPECTOR", "QP_MFG");

        @Bean
        NavigationEntry laboratoryEntry() {
            return new NavigationEntry("laboratory", "/laboratory", 500, READERS);
        }

        @Bean
        ScanResolver methodCodes(Methods methods) {
            return (scanned, actor) -> actor.roles().stream().anyMatch(READERS::contains)
                    && methods.effective(scanned.strip()).isPresent()
                            ? Optional.of(new ScanResolver.Hit(scanned.strip(), "scan.METHOD", "/laboratory/methods"))
                            : Optional.empty();
        }

        @Bean
        Register sampleRegister(UnitRegisters registers) {
            return registers.of(new UnitRegisters.Kind("samples", 500, READERS, List.of("SAMPLE"), List.of("purpose"),
                    "/unit/"));
        }
    }

    /** Results that wait for a second person. */
    @Component
    static class Reviews implements Worklist {
        private final Evidence evidence;

        Reviews(Evidence evidence) {
            this.evidence = evidence;
        }

        @Override
        public List<Item> itemsFor(Actor actor) {
            if (!actor.hasAny("QC_REVIEWER", "QC_HEAD")) {
                return List.of();
            }
            return evidence.waitingFor(actor).stream()
                    .map(each -> new Item("worklist.review-results", List.of(String.valueOf(each.entries())),
                            each.unit(), "/laboratory/review", Urgency.OPEN, null))
                    .toList();
        }
    }
}
