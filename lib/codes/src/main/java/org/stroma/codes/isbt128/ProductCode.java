package org.stroma.codes.isbt128;

import java.util.Optional;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/**
 * Product code (data structure 003, ST-001 2.4.3): what the product is, and which part of it.
 *
 * @param description product description code, five characters; its meaning is in a table of ICCBBA
 * @param suffix the last three characters, read by {@link ProductCategory#layout()}
 */
public record ProductCode(String description, String suffix) {

    static final String PATTERN = "[A-Z][A-Z0-9]{4}[A-Za-z0-9][A-Z0-9][a-z0-9]";
    private static final int LENGTH = 8;
    private static final int DESCRIPTION_LENGTH = 5;

    public ProductCode {
        Optional<Problem> problem = problem(description + suffix);
        if (problem.isPresent() || suffix.length() != LENGTH - DESCRIPTION_LENGTH) {
            throw new IllegalArgumentException("not a product code: " + problem);
        }
    }

    /** Reads the eight characters of the content. */
    public static Reading<ProductCode> parse(String content) {
        return Reading.unless(problem(content), () -> new ProductCode(content.substring(0, DESCRIPTION_LENGTH),
                content.substring(DESCRIPTION_LENGTH)));
    }

    private static Optional<Problem> problem(String content) {
        if (content.length() != LENGTH) {
            return Optional.of(Problem.length(IsbtReason.LENGTH, content, LENGTH));
        }
        if (!content.matches(PATTERN)) {
            return Optional.of(Problem.at(IsbtReason.CONTENT, 0, LENGTH, content));
        }
        Optional<ProductCategory> category = ProductCategory.of(content);
        if (category.isEmpty()) {
            return Optional.of(Problem.at(IsbtReason.PRODUCT_CATEGORY, 0, 2, content.substring(0, 2)));
        }
        boolean right = switch (category.get().layout()) {
            case DIVISION -> content.matches(".{5}[0-9]{3}");
            case UNUSED -> content.endsWith("000");
            case COLLECTION_AND_DIVISION, OWN -> true;
        };
        String suffix = content.substring(DESCRIPTION_LENGTH);
        return right
                ? Optional.empty()
                : Optional.of(Problem.at(IsbtReason.DIVISION, DESCRIPTION_LENGTH, suffix.length(), suffix));
    }

    public ProductCategory category() {
        return ProductCategory.of(description).orElseThrow();
    }

    /** The type of collection, where the category has one. */
    public Optional<Character> collectionType() {
        return category().layout() == ProductCategory.Layout.COLLECTION_AND_DIVISION
                ? Optional.of(suffix.charAt(0))
                : Optional.empty();
    }

    /** The division: two characters behind a type of collection, else three. All zeros: not divided. */
    public String division() {
        return collectionType().isPresent() ? suffix.substring(1) : suffix;
    }

    /** Whether the divisions stand in a data structure of their own (032), which must then be read too. */
    public boolean divisionElsewhere() {
        return collectionType().isPresent() && "99".equals(division());
    }

    public String value() {
        return description + suffix;
    }
}
