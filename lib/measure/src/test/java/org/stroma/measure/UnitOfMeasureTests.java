package org.stroma.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitOfMeasureTests {

    @ParameterizedTest
    @CsvSource({"kg,g", "mg/kg,ug/g", "ng/mL,pg/uL", "{cells}/mL,{cells}/uL", "10*6{cells}/mL,{cells}/L", "h,min",
            "wk,d", "wk,h", "mosm/kg,osm/g", "mmol/L,umol/mL", "cm2,m2", "{EU}/mL,{EU}/L", "[IU]/kg/h,[iU]/g/s",
            "K/min,K/s", "kPa,bar", "a,mo", "L,mL", "dL,l", "um,mm", "U/L,umol/min/L", "mL/kg.h,L.s/g", "J/s,W",
            "(mol/L)/s,mmol/(L.s)", "N/m2,Pa", "/mL,/L", "10^3.s,ks", "2.L,mL"})
    void convertsLikeTheReferenceImplementationOfUcum(String from, String to) throws Exception {
        UcumEssenceService reference = new UcumEssenceService(getClass().getResourceAsStream("/ucum-essence.xml"));
        Quantity quantity = new Quantity(new BigDecimal("3.420"), UnitOfMeasure.parse(from),
                UnitOfMeasure.parse(from).countsCells() ? Qualifier.TOTAL : Qualifier.NONE);

        Ratio ours = quantity.ratioIn(UnitOfMeasure.parse(to));
        BigDecimal theirs = new BigDecimal(
                reference.convert(new Decimal("3.42000000000000000000"), from, to).asDecimal());

        assertThat(ours.round(30, RoundingMode.HALF_EVEN)).isCloseTo(theirs, within(theirs.abs().movePointLeft(12)));
    }

    @ParameterizedTest
    @CsvSource({"%,1", "%,[ppm]", "mol/L,/L", "osm,mol", "[pH],1", "{cells},{vials}", "{cells},1", "{EU}/mL,[IU]/mL",
            "mo,d", "a,wk", "kg,L", "Cel,K/min", "[CFU],1", "%{v/v},%{w/v}"})
    void keepsApartWhatWouldMakeAWrongLimitLookRight(String one, String other) {
        assertThat(UnitOfMeasure.parse(one).isLike(UnitOfMeasure.parse(other))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[EU]/mL", "EU/mL", "kilogram", "Cel/min", "kCel", "Cel2", "mL/", "(mL", "mL)", "k%",
            "mg kg", "{open", "{a b}", "mmin", "mL//g", "g0x", "((((((((((g))))))))))", "０", "mℓ"})
    void refusesWhatIsNotInTheList(String code) {
        assertThatThrownBy(() -> UnitOfMeasure.parse(code)).isInstanceOf(UnitUnknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mL{plasma}", "10*6.{cells}/mL", "/min", "{EU}/kg/h", "pmol/{cells}/d", "[pH]", "Cel"})
    void keepsTheCodeAsWritten(String code) {
        assertThat(UnitOfMeasure.parse(code)).hasToString(code).isEqualTo(UnitOfMeasure.parse(code));
    }
}
