package org.longji.document;

import java.util.List;

/**
 * A row as the file has it.
 *
 * @param number as a spreadsheet shows it; the header is row 1
 */
record RawRow(long number, List<RawCell> cells) {

    RawCell cell(int index) {
        return index < cells.size() ? cells.get(index) : RawCell.EMPTY;
    }

    boolean isBlank() {
        return cells.stream().allMatch(RawCell::isBlank);
    }

    List<String> texts() {
        return cells.stream().map(RawCell::text).toList();
    }
}
