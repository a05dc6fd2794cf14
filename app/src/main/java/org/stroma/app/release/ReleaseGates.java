package org.stroma.app.release;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.database.Refusal;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;
import org.stroma.app.product.Products;

/** The two releases of a lot: by the manufacturer, then by the holder; the second reads everything again. */
@Configuration(proxyBeanMethods = false)
class ReleaseGates {

    @Bean
    GateSubject manufacturer(LotQuestion question) {
        return new AtLot("G6a", question);
    }

    @Bean
    GateSubject holder(LotQuestion question) {
        return new AtLot("G6b", question);
    }

    /** Release before the last results (G7): refused, with the reason, unless the product has registered its two stages. */
    @Bean
    GateSubject conditional(Products products) {
        return new Conditional("G7a", products);
    }

    private record Conditional(String gate, Products products) implements GateSubject {
        @Override
        public Optional<Question> question(Units.Unit unit, Grounds grounds) {
            String product = unit.product();
            if (!unit.type().equals("LOT") || product == null) {
                return Optional.empty();
            }
            if (!Boolean.TRUE.equals(products.get(product).policies().twoStageRelease())) {
                throw new Refusal("release.one-stage", Map.of("product", product, "unit", unit.code()));
            }
            return Optional.of(Question.of(product.toLowerCase(Locale.ROOT).replace("-", "") + "-conditional",
                    unit.code()));
        }
    }

    private record AtLot(String gate, LotQuestion lotQuestion) implements GateSubject {
        @Override
        public Optional<Question> question(Units.Unit unit, Grounds grounds) {
            return lotQuestion.of(unit, grounds);
        }
    }
}
