package org.stroma.instruments.softmax;

/** A printed text where a number belongs, such as {@code Masked}, and what it concerns. */
record NoNumber(String text, String feature) {}
