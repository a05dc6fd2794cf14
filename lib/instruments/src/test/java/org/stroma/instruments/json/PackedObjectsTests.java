package org.stroma.instruments.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PackedObjectsTests {

    private static final Identifiers FILE = Identifiers.of("0123456789abcdef0123456789abcdef");
    private static final Identifiers OTHER = Identifiers.of("fedcba9876543210fedcba9876543210");

    /** Objects of any shape, with few names and texts so that they occur again, and with all that is hard to write. */
    private static final class AnyObjects {

        private final Random random;
        private final Packing packing;

        AnyObjects(long seed, Packing packing) {
            random = new Random(seed);
            this.packing = packing;
        }

        JsonObject object(int depth) {
            JsonObject object = new JsonObject();
            int members = random.nextInt(random.nextInt(20) == 0 ? 90 : 7);
            for (int i = 0; i < members; i++) {
                String name = random.nextInt(30) == 0 ? text() : "name " + random.nextInt(100);
                Object value = value(depth);
                if (value instanceof List<?> list)
                    object.putList(name, list);
                else if (value instanceof JsonObject inner)
                    object.putObject(name, inner);
                else
                    object.put(name, value);
            }
            return object;
        }

        private Object value(int depth) {
            return switch (random.nextInt(depth > 4 ? 7 : 10)) {
                case 0 -> text();
                case 1, 2 -> number();
                case 3 -> FILE.text(random.nextInt(4) == 0 ? random.nextLong(1L << 40) : random.nextInt(300));
                case 4 -> random.nextBoolean();
                case 5 -> random.nextBoolean() ? JsonObject.NULL : JsonObject.NEGATIVE_ZERO;
                case 6 -> "text " + random.nextInt(400);
                case 7 -> object(depth + 1);
                case 8 -> packedList(depth);
                default -> list(depth);
            };
        }

        private List<?> list(int depth) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--)
                list.add(random.nextInt(9) == 0 ? null : value(depth + 1));
            return list;
        }

        private List<?> packedList(int depth) {
            List<JsonObject> list = random.nextBoolean() ? packing.innerList() : packing.list();
            for (int i = random.nextInt(6); i > 0; i--)
                list.add(object(depth + 2));
            return list;
        }

        private String text() {
            if (random.nextInt(4) == 0)
                return OTHER.text(random.nextInt(50));
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(random.nextInt(50) == 0 ? 3_000 : 12); i > 0; i--)
                text.append((char) switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(0x80);
                    case 1 -> random.nextInt(0x10000);
                    case 2 -> 0x4E00 + random.nextInt(2_000);
                    default -> 'a' + random.nextInt(26);
                });
            return text.toString();
        }

        private BigDecimal number() {
            int scale = random.nextInt(3) == 0 ? random.nextInt() >> random.nextInt(32) : random.nextInt(20);
            int bits = random.nextInt(random.nextInt(8) == 0 ? 300 : 66);
            BigInteger unscaled = new BigInteger(bits, random);
            return new BigDecimal(random.nextBoolean() ? unscaled.negate() : unscaled, scale);
        }

    }

    /** Members, lists and values in one text; toString of a decimal tells its scale. */
    private static String told(List<JsonObject> objects) {
        StringBuilder text = new StringBuilder();
        objects.forEach(object -> text.append(object).append('\n'));
        return text.toString();
    }

    @RepeatedTest(40)
    void unpacksWhatWasPacked(RepetitionInfo repetition) {
        int limit = repetition.getCurrentRepetition() % 4 == 0 ? 500 : 0;
        Packing packing = new Packing(FILE, limit);
        AnyObjects any = new AnyObjects(repetition.getCurrentRepetition(), packing);
        PackedObjects packed = packing.list();
        List<JsonObject> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            JsonObject object = any.object(0);
            expected.add(object);
            packed.add(object);
        }
        packing.finish();

        assertThat(packed).hasSize(300);
        assertThat(told(packed).equals(told(expected))).isTrue();
    }

    @Test
    void findsEachObjectByItsPlace() {
        Packing packing = new Packing(FILE, 100);
        PackedObjects packed = packing.list();
        int count = 40_000;
        for (int i = 0; i < count; i++)
            packed.add(new JsonObject().put("number", i).put("text", Integer.toString(i * 7919)));
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(count);

            assertThat(packed.get(at).get("text")).isEqualTo(Integer.toString(at * 7919));
        }
        packed.add(new JsonObject().put("number", -1));

        assertThat(packed.getLast().get("number")).isEqualTo(new BigDecimal(-1));
        assertThatThrownBy(() -> packed.get(count + 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void keepsAFewObjectsAsTheyAre() {
        PackedObjects few = new Packing(FILE, 100).list();
        JsonObject object = new JsonObject().put("a", 1);
        few.add(object);

        assertThat(few.getFirst()).isSameAs(object);
    }

    @Test
    void identifiersTellTheirNumber() {
        for (long number : new long[]{0, 1, 255, (1L << 40) - 1}) {
            String text = FILE.text(number);

            assertThat(java.util.UUID.fromString(text)).hasToString(text);
            assertThat(java.util.UUID.fromString(text).version()).isEqualTo(8);
            assertThat(java.util.UUID.fromString(text).variant()).isEqualTo(2);
            assertThat(FILE.number(text)).isEqualTo(number);
            assertThat(OTHER.number(text)).isEqualTo(-1);
            assertThat(FILE.number(text.replace(text.charAt(35), 'g'))).isEqualTo(-1);
        }
        assertThatThrownBy(() -> FILE.text(1L << 40)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FILE.text(-1)).isInstanceOf(IllegalArgumentException.class);
    }

}
