package org.stroma.instruments.quantstudio;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;

/**
 * What was to be amplified in one well.
 *
 * @param line line or row it was read from
 * @param well number of the well from 1
 * @param location the number as text
 * @param assay name of its row of results: the SNP assay when genotyping, else the target
 * @param allele 1 or 2 when genotyping, else 0
 * @param others what else is said of the sample
 */
record WellItem(int line, int well, String location, @Nullable String position, String sample, String target,
        String assay, int allele, @Nullable String task, @Nullable String reporter, @Nullable String quencher,
        JsonObject others) {}
