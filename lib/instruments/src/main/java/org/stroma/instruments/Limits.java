package org.stroma.instruments;

/**
 * How much a file may ask of the machine before it is refused.
 *
 * @param bytes largest file that is decoded or unpacked, in bytes (FCS files are mapped and not bound by it)
 * @param unpackedBytes largest sum of unpacked entries of one archive, in bytes
 * @param ratio largest unpacked to packed size of one archive entry beyond its first megabyte
 * @param entries largest number of entries of one archive
 * @param depth deepest nesting of XML elements
 * @param cells largest number of cells of one sheet or delimited table
 * @param values how many values of a document are kept as objects before it is packed; larger documents are not refused
 */
public record Limits(long bytes, long unpackedBytes, int ratio, int entries, int depth, int cells, int values) {

    /** 256 MB files, 512 MB unpacked, ratio 200, 5,000 entries, depth 200, 20 million cells, 32,768 values. */
    public static final Limits STANDARD = new Limits(256L << 20, 512L << 20, 200, 5_000, 200, 20_000_000, 32_768);

    public Limits {
        if (bytes <= 0 || unpackedBytes <= 0 || ratio <= 0 || entries <= 0 || depth <= 0 || cells <= 0 || values < 0)
            throw new IllegalArgumentException("limits must be positive");
    }

}
