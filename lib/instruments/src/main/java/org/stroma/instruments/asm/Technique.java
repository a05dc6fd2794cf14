package org.stroma.instruments.asm;

/**
 * An Allotrope Simple Model technique: the manifest that names its version and the words of its document.
 *
 * @param manifest URL of the manifest
 * @param aggregate name of the root member
 * @param document name of the list in it
 */
public record Technique(String manifest, String aggregate, String document) {

    /** A technique whose names follow the rule of most: {@code <words> aggregate document} and {@code <words> document}. */
    public static Technique of(String manifest, String words) {
        return new Technique("http://purl.allotrope.org/manifests/" + manifest, words + " aggregate document",
                words + " document");
    }

}
