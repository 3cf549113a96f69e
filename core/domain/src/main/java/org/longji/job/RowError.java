package org.longji.job;

import java.util.List;

/**
 * One input row handed back, as it came in, with the reason.
 *
 * @param row number as a spreadsheet shows it; the header is row 1
 * @param cells the original texts
 */
public record RowError(long row, List<String> cells, String reasonZh, String reasonEn) {

    public RowError {
        cells = List.copyOf(cells);
    }
}
