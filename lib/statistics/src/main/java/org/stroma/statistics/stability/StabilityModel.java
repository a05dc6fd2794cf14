package org.stroma.statistics.stability;

/** How far batches are taken to share one line, from most to least (ICH Q1E, appendix B). */
public enum StabilityModel {
    COMMON_INTERCEPT_COMMON_SLOPE("common-intercept-common-slope"),
    DIFFERENT_INTERCEPTS_COMMON_SLOPE("different-intercepts-common-slope"),
    DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES("different-intercepts-different-slopes");

    private final String code;

    StabilityModel(String code) {
        this.code = code;
    }

    /** The stable name. */
    public String code() {
        return code;
    }
}
