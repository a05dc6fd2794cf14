package org.stroma.instruments.gen5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Export;

class Gen5Tests {

    /** A procedure that tells polarization beside three luminescence filters, of which only two could be directions. */
    private static final String LUMINESCENCE = """
            Software Version\t3.12.08

            Plate Number\tPlate 7
            Date\t3/1/2026
            Time\t9:00:04 AM
            Reader Type:\tSynergy H1
            Reader Serial Number:\t0001
            Reading Type\tReader

            Procedure Details

            Plate Type\t96 WELL PLATE
            Read\tLuminescence Endpoint
            \tFluorescence Polarization
            \tLuminescence Endpoint
            \tEmission: 460,  Optics: Top,  Gain: 100
            \tEmission: 528,  Optics: Top,  Gain: 100
            \tEmission: 590,  Optics: Top,  Gain: 100

            Results
            \t1
            A\t11\t460
            \t12\t528
            \t13\t590

            """;

    @Test
    void tellsNoDirectionOfLuminescence() {
        String json = Export.of(LUMINESCENCE).json();

        assertThat(json).contains("\"luminescence\": {\"value\": 13,", "\"detector gain setting\": \"100\"")
                .doesNotContain("Direction of emitted light");
    }

}
