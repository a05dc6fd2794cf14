package org.stroma.instruments.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.value.Numbers;

/** Reads the binary Excel format (BIFF8 in OLE2) with Apache POI. */
final class BinaryWorkbook {

    private BinaryWorkbook() {}

    static Workbook load(Content content) {
        try (HSSFWorkbook book = new HSSFWorkbook(new ByteArrayInputStream(content.source().bytes()), false)) {
            List<Sheet> sheets = new ArrayList<>();
            for (org.apache.poi.ss.usermodel.Sheet sheet : book)
                sheets.add(sheet(sheet, book.getInternalWorkbook().isUsing1904DateWindowing(), content));
            if (sheets.isEmpty())
                throw Problems.refusal(content.source(), FileProblem.EMPTY_FILE);
            return new Workbook(sheets);
        } catch (OldExcelFormatException | EncryptedDocumentException e) {
            throw Problems.refusal(content.source(), FileProblem.UNSUPPORTED, "xls: " + e.getClass().getSimpleName());
        } catch (org.stroma.instruments.Refusal refused) {
            throw refused;
        } catch (IOException | RuntimeException e) {
            // POI tells of a damaged file by many runtime exceptions; none of them leaves anything behind.
            throw Problems.refusal(content.source(), FileProblem.CORRUPT, "xls");
        }
    }

    private static Sheet sheet(org.apache.poi.ss.usermodel.Sheet sheet, boolean from1904, Content content) {
        RowBuilder rows = new RowBuilder(content);
        int formulas = 0;
        for (org.apache.poi.ss.usermodel.Row row : sheet) {
            rows.start(row.getRowNum() + 1);
            for (Cell cell : row) {
                formulas += cell.getCellType() == CellType.FORMULA ? 1 : 0;
                rows.cell(cell.getColumnIndex(), text(cell, from1904));
            }
            rows.end();
        }
        return new Sheet(sheet.getSheetName(), rows.rows(), formulas);
    }

    private static String text(Cell cell, boolean from1904) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case STRING -> cell.getStringCellValue();
            case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
            case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
            case NUMERIC -> DateUtil.isCellDateFormatted(cell)
                    ? CellText.date(cell.getNumericCellValue(), from1904)
                    : Numbers.shortest(cell.getNumericCellValue()).toString();
            case BLANK, FORMULA, _NONE -> "";
        };
    }

}
