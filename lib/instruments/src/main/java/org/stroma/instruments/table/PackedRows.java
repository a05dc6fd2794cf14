package org.stroma.instruments.table;

import java.util.ArrayList;
import java.util.List;

import org.stroma.instruments.PartedList;
import org.stroma.instruments.zip.Deflated;
import org.stroma.instruments.zip.Packer;
import org.stroma.instruments.zip.Unpacker;

/**
 * The rows of a sheet, deflated part by part once there are many: a cell of five characters would take 56 bytes as a text of its
 * own, where the workbook that it stands in is deflated too. A part is its rows one after the other: how many lines a row is
 * below the one before, how many cells it has, and its cells.
 */
final class PackedRows extends PartedList<Row> {

    /** Bytes of a part before it is deflated, unless its last row is longer. */
    private static final int PART = 1 << 13;

    private final List<Deflated> packed = new ArrayList<>();
    private final List<Row> waiting = new ArrayList<>();
    private final Packer open = new Packer();
    private int line;

    /** Adds a row below all others. */
    @Override
    public boolean add(Row row) {
        open.number(row.line() - line);
        line = row.line();
        open.number(row.cells().size());
        row.cells().forEach(open::text);
        waiting.add(row);
        if (open.size() >= PART)
            close();
        return true;
    }

    private void close() {
        packed.add(open.take());
        addPart(waiting.size());
        waiting.clear();
        line = 0;
    }

    /** All rows; none may be added any more. Few of them are not packed. */
    List<Row> finish() {
        if (packed.isEmpty())
            return waiting;
        if (!waiting.isEmpty())
            close();
        return this;
    }

    @Override
    protected List<Row> make(int part) {
        Unpacker bytes = new Unpacker(packed.get(part));
        List<Row> rows = new ArrayList<>();
        int above = 0;
        while (bytes.hasMore()) {
            above += bytes.number();
            String[] cells = new String[bytes.number()];
            for (int i = 0; i < cells.length; i++)
                cells[i] = bytes.text();
            rows.add(new Row(above, List.of(cells)));
        }
        return rows;
    }

}
