package org.stroma.instruments.fcs;

import java.util.List;
import java.util.Optional;

/**
 * One data set of a file.
 *
 * @param version of the standard
 * @param keywords TEXT with supplemental TEXT
 * @param analysis the ANALYSIS segment, empty when there is none
 * @param parameters the columns of the events
 * @param events the rows
 */
public record FcsDataSet(FcsVersion version, Keywords keywords, Keywords analysis, List<Parameter> parameters,
        Events events) {

    public FcsDataSet {
        parameters = List.copyOf(parameters);
    }

    /** The first parameter of a $PnN name, compared exactly. */
    public Optional<Parameter> find(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** All scale values of a parameter: channel numbers after gain, logarithmic amplifier or time step. */
    public double[] scaled(Parameter parameter) {
        double[] column = events.column(parameter.number() - 1);
        parameter.amplifier().scale(column, column.length);
        return column;
    }

}
