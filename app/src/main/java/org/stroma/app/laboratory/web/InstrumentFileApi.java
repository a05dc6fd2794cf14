package org.stroma.app.laboratory.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.laboratory.InstrumentFiles;
import org.stroma.app.laboratory.Laboratory;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Characteristic;

/** Files of instruments for programs: kept as they are, read, and their values taken as results. */
@RestController
@RequestMapping("/api/v1/laboratory/units/{code}/files")
class InstrumentFileApi {
    private static final String TAKE = "hasAnyRole('ANALYST','QC_HEAD')";

    private final Laboratory laboratory;
    private final InstrumentFiles files;
    private final Words words;

    InstrumentFileApi(Laboratory laboratory, InstrumentFiles files, Words words) {
        this.laboratory = laboratory;
        this.files = files;
        this.words = words;
    }

    /** @param tests codes of the tests that the value may answer */
    record Line(InstrumentFiles.Measured value, List<String> tests) {}

    record Opened(String sha256, String name, String format, String device, List<Line> values, List<String> problems) {}

    /** @param chosen for each number of a value the test that it answers */
    record Taken(Map<Integer, String> chosen) {}

    @PostMapping
    @PreAuthorize(TAKE)
    @ResponseStatus(HttpStatus.CREATED)
    Opened keep(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody LaboratoryApi.File file) {
        List<Characteristic> tests = tests(code);
        return opened(files.keep(actor, code, file.raw(), locale()), tests);
    }

    @GetMapping("/{sha256}")
    @PreAuthorize(TAKE)
    Opened open(@PathVariable String code, @PathVariable String sha256) {
        List<Characteristic> tests = tests(code);
        return opened(files.open(sha256, locale()), tests);
    }

    @PostMapping("/{sha256}/results")
    @PreAuthorize(TAKE)
    @ResponseStatus(HttpStatus.CREATED)
    List<Long> take(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable String sha256,
            @RequestBody Taken body) {
        return files.take(actor, code, sha256, body.chosen());
    }

    private List<Characteristic> tests(String code) {
        return laboratory.specification(code).characteristics().stream().filter(LaboratoryPages::isEntered).toList();
    }

    private static Opened opened(InstrumentFiles.Opened file, List<Characteristic> tests) {
        return new Opened(file.sha256(), file.name(), file.format(), file.device(), file.values().stream()
                .map(value -> new Line(value, tests.stream().filter(test -> InstrumentFiles.fits(value, test))
                        .map(Characteristic::code).toList()))
                .toList(), file.problems());
    }

    private Locale locale() {
        return words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }
}
