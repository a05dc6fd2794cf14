package org.stroma.codes.iscn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/** Reads one cell line; positions count from its start. */
final class LineReader {

    private static final Pattern CELLS = Pattern.compile("\\[(cp)?([1-9][0-9]{0,4})]$");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{1,2}");
    private static final Pattern SEX = Pattern.compile("([XY]+)c?");
    private static final Pattern STEMLINE = Pattern.compile("idem|sl");
    private static final String CHROMOSOME = "(?:[1-9]|1[0-9]|2[0-2]|X|Y)";
    private static final Pattern WHOLE = Pattern.compile("([+-])(" + CHROMOSOME + ")(c?)(?:[x×]([2-9]))?");
    private static final Pattern MARKER = Pattern.compile("\\+([2-9]?)(mar[0-9]?|r[0-9]?)(c?)");
    private static final String GROUP = "\\([0-9XYpqcenrtshdm;:.?→>-]+\\)";
    private static final String REARRANGEMENT = "(?:der|rob|del|dup|inv|ins|idic|ider|dic|add|hsr|trp|qdp|tas|rec|fis"
            + "|fra|chtb|chtg|chrb|chrg|t|i|r)";
    private static final Pattern STRUCTURAL = Pattern
            .compile("([+]?)((?:" + REARRANGEMENT + "(?:" + GROUP + ")+)+|dmin)(c?)(?:[x×]([2-9]))?");
    private static final Pattern VARIANT = Pattern.compile(CHROMOSOME + "(?:p|q|cen)?(?:h|s|stk|ss)[+-]");

    private final String text;
    private final Optional<CellLine> stemline;
    private final List<Abnormality> abnormalities = new ArrayList<>();
    private final List<String> variants = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    LineReader(String text, Optional<CellLine> stemline) {
        this.text = text;
        this.stemline = stemline;
    }

    Reading<CellLine> read() {
        Matcher cells = CELLS.matcher(text);
        if (!cells.find()) {
            return Reading.refused(Problem.at(IscnReason.CELLS_MISSING, text.length(), 0));
        }
        if (cells.group(1) != null) {
            return Reading.refused(Problem.at(IscnReason.COMPOSITE, cells.start(), cells.group().length()));
        }
        String[] tokens = text.substring(0, cells.start()).split(",", -1);
        if (!NUMBER.matcher(tokens[0]).matches()) {
            IscnReason reason = tokens[0].contains("~") ? IscnReason.RANGE : IscnReason.CHROMOSOME_NUMBER;
            return Reading.refused(Problem.at(reason, 0, tokens[0].length(), tokens[0]));
        }
        if (tokens.length == 1) {
            return Reading.refused(Problem.at(IscnReason.SEX_CHROMOSOMES, tokens[0].length(), 0, ""));
        }
        int at = tokens[0].length() + 1;
        String sex = sexChromosomes(tokens[1], at);
        at += tokens[1].length() + 1;
        for (int i = 2; i < tokens.length; i++) {
            token(tokens[i], at);
            at += tokens[i].length() + 1;
        }
        int chromosomes = Integer.parseInt(tokens[0]);
        return line(chromosomes, sex, Integer.parseInt(cells.group(2)));
    }

    private Reading<CellLine> line(int chromosomes, String sex, int cells) {
        if (!problems.isEmpty()) {
            return new Reading.Refused<>(problems);
        }
        CellLine line = new CellLine(chromosomes, sex, abnormalities, variants, cells);
        int described = line.describedChromosomes();
        return described == chromosomes
                ? Reading.accepted(line)
                : Reading.refused(Problem.at(IscnReason.NUMBER_DISAGREES, 0, Integer.toString(chromosomes).length(),
                        Integer.toString(chromosomes), Integer.toString(described)));
    }

    private String sexChromosomes(String token, int at) {
        Matcher sex = SEX.matcher(token);
        if (sex.matches()) {
            return sex.group(1);
        }
        if (!STEMLINE.matcher(token).matches()) {
            problems.add(Problem.at(IscnReason.SEX_CHROMOSOMES, at, token.length(), token));
            return "X";
        }
        if (stemline.isEmpty()) {
            problems.add(Problem.at(IscnReason.STEMLINE_MISSING, at, token.length(), token));
            return "X";
        }
        abnormalities.addAll(stemline.get().abnormalities());
        variants.addAll(stemline.get().variants());
        return stemline.get().sexChromosomes();
    }

    private void token(String token, int at) {
        Matcher whole = WHOLE.matcher(token);
        Matcher marker = MARKER.matcher(token);
        Matcher structural = STRUCTURAL.matcher(token);
        if (whole.matches()) {
            boolean constitutional = !whole.group(3).isEmpty();
            repeat(whole.group(4), whole.group(1).equals("+")
                    ? new Abnormality.Gain(whole.group(2), constitutional)
                    : new Abnormality.Loss(whole.group(2), constitutional));
        } else if (marker.matches()) {
            repeat(marker.group(1), new Abnormality.Structural(marker.group(2), true, !marker.group(3).isEmpty()));
        } else if (structural.matches()) {
            repeat(structural.group(4), new Abnormality.Structural(structural.group(2),
                    !structural.group(1).isEmpty(), !structural.group(3).isEmpty()));
        } else if (VARIANT.matcher(token).matches()) {
            variants.add(token);
        } else {
            problems.add(Problem.at(token.contains("~") ? IscnReason.RANGE : IscnReason.NOT_UNDERSTOOD, at,
                    token.length(), token));
        }
    }

    /** A loss of what the stemline gained gives the stemline back; everything else is added. */
    private void repeat(@Nullable String times, Abnormality abnormality) {
        int copies = times == null || times.isEmpty() ? 1 : Integer.parseInt(times);
        for (int i = 0; i < copies; i++) {
            boolean takenBack = abnormality instanceof Abnormality.Loss loss
                    && abnormalities.remove(new Abnormality.Gain(loss.chromosome(), loss.constitutional()));
            if (!takenBack) {
                abnormalities.add(abnormality);
            }
        }
    }
}
