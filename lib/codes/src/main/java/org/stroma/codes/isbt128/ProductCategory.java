package org.stroma.codes.isbt128;

import java.util.Optional;

/** What a product description code is about, by its first characters, and how its last three characters are read. */
public enum ProductCategory {

    BLOOD_COMPONENT(Layout.COLLECTION_AND_DIVISION),
    NAMED_SUBSTANCE(Layout.COLLECTION_AND_DIVISION),
    CELLULAR_THERAPY(Layout.COLLECTION_AND_DIVISION),
    REGENERATED_TISSUE(Layout.COLLECTION_AND_DIVISION),
    PLASMA_DERIVATIVE(Layout.COLLECTION_AND_DIVISION),
    CLINICAL_TRIAL(Layout.COLLECTION_AND_DIVISION),
    OTHER_THERAPY(Layout.DIVISION),
    ORGAN(Layout.DIVISION),
    REPRODUCTIVE(Layout.DIVISION),
    TISSUE(Layout.DIVISION),
    OCULAR_TISSUE(Layout.DIVISION),
    FAECAL_MICROBIOTA(Layout.DIVISION),
    OTHER_BLOOD_PRODUCT(Layout.UNUSED),
    NATIONAL_OR_LOCAL(Layout.OWN);

    /** The meaning of the last three characters of a product code. */
    public enum Layout {
        COLLECTION_AND_DIVISION,
        DIVISION,
        /** Reserved: 000. */
        UNUSED,
        /** Defined by whoever defined the code. */
        OWN
    }

    private final Layout layout;

    ProductCategory(Layout layout) {
        this.layout = layout;
    }

    public Layout layout() {
        return layout;
    }

    /** The category of a five-character product description code (ST-001 2.4.3); empty where none is assigned. */
    static Optional<ProductCategory> of(String description) {
        return Optional.ofNullable(switch (description.charAt(0)) {
            case 'A', 'B', 'C', 'D' -> NATIONAL_OR_LOCAL;
            case 'E', 'F' -> BLOOD_COMPONENT;
            case 'H' -> NAMED_SUBSTANCE;
            case 'M' -> OTHER_THERAPY;
            case 'N' -> ORGAN;
            case 'P' -> REGENERATED_TISSUE;
            case 'R' -> REPRODUCTIVE;
            case 'S' -> CELLULAR_THERAPY;
            case 'T' -> TISSUE;
            case 'V' -> OCULAR_TISSUE;
            case 'W' -> FAECAL_MICROBIOTA;
            case 'X' -> description.charAt(1) == '0' ? PLASMA_DERIVATIVE : OTHER_BLOOD_PRODUCT;
            case 'Y' -> Character.isLetter(description.charAt(1)) ? CLINICAL_TRIAL : null;
            default -> null;
        });
    }
}
