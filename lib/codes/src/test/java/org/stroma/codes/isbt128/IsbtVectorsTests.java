package org.stroma.codes.isbt128;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.stroma.codes.SharedVectors;
import org.stroma.codes.SharedVectors.Outcome;
import org.stroma.codes.sec.DonationSequence;
import org.stroma.codes.sec.ProductSequence;
import org.stroma.codes.sec.ProductSequence.CodingSystem;
import org.stroma.codes.sec.SingleEuropeanCode;

/** Check characters and worked examples published for ISBT 128, all of them. */
class IsbtVectorsTests {

    /** Structures whose pattern in the index has fewer letters than the standard gives them characters. */
    private static final Map<String, Integer> INDEX_TOO_SHORT = Map.of("034", 15, "035", 17, "036", 17, "038", 38);

    @Test
    void checkCharactersAndFlags() {
        new SharedVectors("isbt128_sec/din_check_characters.tsv").run(40, row -> {
            DonationNumber number = DonationNumber.parse(row[0]).orThrow();
            boolean keyed = DonationNumber.parseKeyed(row[0] + row[1]).value().isPresent();
            boolean flagged = LabelledDonation.parse(row[0] + row[2]).value().isPresent();
            return Outcome.of(List.of(row[1], row[2], true, true),
                    List.of(String.valueOf(number.checkCharacter()), number.checkFlag().characters(), keyed, flagged));
        });
    }

    @Test
    void workedExamples() {
        new SharedVectors("isbt128_sec/worked_examples.tsv").run(10, row -> switch (row[0]) {
            case "DIN_K" ->
                Outcome.of(row[2], String.valueOf(DonationNumber.parse(row[1]).orThrow().checkCharacter()));
            case "DIN_TYPE3_FLAG" ->
                Outcome.of(row[2], DonationNumber.parse(row[1]).orThrow().checkFlag().characters());
            case "BASIC_UDI_DI_CHECK" -> Outcome.of(row[2], IsbtCheck.twoDigits(row[1]));
            case "SEC_TEXT" -> singleEuropeanCode(row[2]);
            case "SEC_CELL_THERAPY_PIS" -> Outcome.of(row[2], ProductSequence
                    .of(ProductCode.parse("S14164Ab").orThrow(), Optional.of(LocalDate.of(2016, 12, 31))).orThrow()
                    .value());
            case "SEC_EUTC" -> Outcome.of(row[2], new ProductSequence(CodingSystem.EUTC, "0000053", "001",
                    Optional.of(LocalDate.of(2016, 12, 31))).value());
            case "COMPOUND_023" -> Outcome.of(row[2], described(IsbtMessage.parse(row[1]).orThrow()));
            case "CONCATENATION" ->
                Outcome.of(2, IsbtMessage.parse(row[1]).value().map(message -> message.segments().size()).orElse(0));
            case "INVALID" -> Outcome.of(Optional.empty(), IsbtMessage.parse(row[1]).value());
            case "DS012" -> new Outcome.NotApplicable("meaning of red cell antigens: no table for it here");
            default -> new Outcome.Differs("unknown kind of example");
        });
    }

    private static Outcome singleEuropeanCode(String expected) {
        SingleEuropeanCode code = new SingleEuropeanCode(
                DonationSequence.of("PL", "001499", DonationNumber.parse("Z5499 17 123456").orThrow()),
                ProductSequence.of(ProductCode.parse("T0416003").orThrow(), Optional.of(LocalDate.of(2017, 12, 31)))
                        .orThrow());
        boolean readBack = SingleEuropeanCode.parse(expected).value().equals(Optional.of(code))
                && SingleEuropeanCode.parse(code.data()).value().equals(Optional.of(code));
        return readBack ? Outcome.of(expected, code.eyeReadable()) : new Outcome.Differs("is not read back");
    }

    private static String described(IsbtMessage message) {
        String numbers = message.segments().stream().map(segment -> segment.structure().number())
                .collect(Collectors.joining(","));
        LabelledDonation donation = message.donation().orElseThrow();
        String processor = message.find(DataStructure.PROCESSOR_PRODUCT).orElseThrow();
        return "segments %s; DIN %s flag %s; PPIC %s/%s/%s; division %s; expiry %s".formatted(numbers,
                donation.number().eyeReadable(), donation.flag().characters(), processor.substring(0, 5),
                processor.substring(5, 11), processor.substring(11),
                message.find(DataStructure.PRODUCT_DIVISIONS).orElseThrow(), message.expiryDay().orElseThrow());
    }

    @Test
    void dataStructures() {
        new SharedVectors("isbt128_sec/data_structure_index.tsv").run(39, row -> {
            DataStructure structure = List.of(DataStructure.values()).stream()
                    .filter(one -> one.number().equals(row[0])).findFirst().orElseThrow();
            String identifier = row[0].equals("001") ? "=" : row[3].replaceAll("[“”]", "\"").replaceAll("[‘’]", "'");
            boolean open = List.of("025", "029", "030").contains(row[0]);
            int length = INDEX_TOO_SHORT.getOrDefault(row[0], structure.fixedLength().orElse(row[4].length()));
            return Outcome.of(List.of(identifier, row[4].length(), open),
                    List.of(structure.identifier(), length, structure.fixedLength().isEmpty()));
        });
    }
}
