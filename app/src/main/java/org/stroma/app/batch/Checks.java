package org.stroma.app.batch;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.product.Product;
import org.stroma.app.product.Product.Standing;

/** Process parameters and clocks of one step, each compared with the product's ranges, unrounded. */
public final class Checks {
    private final Product product;
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private final Map<String, String> outside = new LinkedHashMap<>();
    private final Map<String, String> unusual = new LinkedHashMap<>();

    public Checks(Product product) {
        this.product = product;
    }

    /** Judges a parameter and writes it into the operation; nothing happens when it was not measured. */
    public Checks parameter(Operation operation, String code, @Nullable BigDecimal value) {
        if (value == null) {
            return this;
        }
        Product.Parameter parameter = product.parameter(code);
        Standing standing = parameter.judge(value);
        operation.parameter(code, value);
        note(operation, code, standing);
        if (standing == Standing.OUTSIDE) {
            outside.put(code, code + " " + value.toPlainString() + " " + parameter.unit() + "; PAR " + parameter.par());
        } else if (standing == Standing.ACCEPTABLE) {
            unusual.put(code, code + " " + value.toPlainString() + " " + parameter.unit() + "; NOR " + parameter.nor());
        }
        return this;
    }

    /** Writes a value into the operation and judges it when the product has registered ranges for it. */
    public Checks known(Operation operation, String code, @Nullable BigDecimal value) {
        if (product.has(code)) {
            return parameter(operation, code, value);
        }
        if (value != null) {
            operation.parameter(code, value);
        }
        return this;
    }

    /** Judges a clock that has run. */
    public Checks clock(Operation operation, String code, Duration elapsed) {
        Product.Clock clock = product.clock(code);
        Standing standing = clock.judge(elapsed);
        String name = code.toLowerCase(java.util.Locale.ROOT).replace('-', '_') + "_s";
        operation.parameter(name, Long.toString(elapsed.toSeconds()));
        note(operation, code, standing);
        if (standing == Standing.OUTSIDE) {
            outside.put(code, code + " " + elapsed.toSeconds() / 60 + " min; ≤ " + clock.hard() + " min");
        } else if (clock.acts(elapsed)) {
            unusual.put(code, code + " " + elapsed.toSeconds() / 60 + " min; ≤ " + clock.action() + " min");
        }
        return this;
    }

    /** Judges how often a clock has run. */
    public Checks often(String code, long times) {
        Integer most = product.clock(code).events();
        if (most != null && times > most) {
            outside.put(code, code + " " + times + " ×; ≤ " + most + " ×");
        }
        return this;
    }

    private void note(Operation operation, String code, Standing standing) {
        standings.put(code, standing);
        operation.parameter("standing", Map.copyOf(standings));
    }

    /** What is outside of its proven range, with the words of its hold. */
    public Map<String, String> outside() {
        return Map.copyOf(outside);
    }

    /** What is proven but not normal, a clock past its action limit among it, with the words of its deviation. */
    public Map<String, String> unusual() {
        return Map.copyOf(unusual);
    }
}
