package org.stroma.app.release;

import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;

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

    private record AtLot(String gate, LotQuestion lotQuestion) implements GateSubject {
        @Override
        public Optional<Question> question(Units.Unit unit, Grounds grounds) {
            return lotQuestion.of(unit, grounds);
        }
    }
}
