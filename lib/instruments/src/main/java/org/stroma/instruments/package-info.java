/**
 * Reads what laboratory machines and loggers write, from bytes to measurements; it stores and judges nothing.
 *
 * <p>
 * Start at {@link org.stroma.instruments.Instruments}. To add a format:
 * <ol>
 * <li>make one package below this one, with a public final class that implements {@link org.stroma.instruments.Format}
 * and has a public constructor without parameters;
 * <li>name that class in {@code META-INF/services/org.stroma.instruments.Format}: the only file to touch;
 * <li>{@code recognise} looks at the content alone (never the name) and must not throw; at most one format may recognise
 * a file;
 * <li>{@code read} uses {@link org.stroma.instruments.Content#text()} with {@code table.Delimited}, {@code table.Workbook},
 * {@code xml.Xml} or {@code zip.Archive}; it reads a row through {@code table.Fields}, which remembers what was asked for,
 * so that the rest can be carried over with {@code custom} and nothing is lost;
 * <li>what stops the reading is thrown as {@link org.stroma.instruments.Refusal} (use
 * {@link org.stroma.instruments.Problems#refuse}); what does not is added to {@link org.stroma.instruments.Problems};
 * <li>the ASM is assembled with {@code asm.AsmBuilder} and the technique class beside it, or by hand as a
 * {@code json.JsonObject}; return an {@code asm.AsmDocument}, or a class of your own that implements
 * {@link org.stroma.instruments.Document} when callers need typed access;
 * <li>the class Javadoc says where the description comes from and which versions were seen; {@code docs/formats.md} is
 * made from it.
 * </ol>
 */
@NullMarked
package org.stroma.instruments;

import org.jspecify.annotations.NullMarked;
