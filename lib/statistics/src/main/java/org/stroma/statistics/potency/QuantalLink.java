package org.stroma.statistics.potency;

import org.stroma.statistics.numeric.Tails;

/** Tolerance distribution of a quantal assay. */
public enum QuantalLink {
    /** Normal tolerances. */
    PROBIT("probit") {
        @Override
        double probability(double eta) {
            return Tails.normal(eta);
        }

        @Override
        double density(double eta) {
            return Tails.normalDensity(eta);
        }

        @Override
        public double quantile(double probability) {
            return Tails.normalQuantile(1 - probability);
        }
    },
    /** Logistic tolerances. */
    LOGIT("logit") {
        @Override
        double probability(double eta) {
            return 1 / (1 + Math.exp(-eta));
        }

        @Override
        double density(double eta) {
            double p = probability(eta);
            return p * (1 - p);
        }

        @Override
        public double quantile(double probability) {
            return Math.log(probability / (1 - probability));
        }
    };

    private final String code;

    QuantalLink(String code) {
        this.code = code;
    }

    /** The stable name. */
    public String code() {
        return code;
    }

    abstract double probability(double eta);

    abstract double density(double eta);

    /** The linear predictor at which the given share responds. */
    public abstract double quantile(double probability);
}
