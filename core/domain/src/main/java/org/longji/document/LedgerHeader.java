package org.longji.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Which column of the file holds what. */
final class LedgerHeader {

    private final Map<LedgerColumn, Integer> positions = new EnumMap<>(LedgerColumn.class);
    private final List<String> unknown = new ArrayList<>();
    private final List<String> texts;

    private LedgerHeader(List<String> texts) {
        this.texts = texts;
    }

    /** @throws ProblemException LEDGER_COLUMNS_MISSING or FILE_NOT_READABLE when the first row is no header of a ledger */
    static LedgerHeader of(RawRow row) {
        var header = new LedgerHeader(row.texts());
        for (int i = 0; i < header.texts.size(); i++) {
            var text = header.texts.get(i).strip();
            var column = LedgerColumn.named(text);
            if (column.isEmpty()) {
                if (!text.isEmpty()) {
                    header.unknown.add(text);
                }
            } else if (header.positions.putIfAbsent(column.get(), i) != null) {
                throw LedgerFile.notReadable("列“" + text + "”出现两次", "the column '" + text + "' occurs twice");
            }
        }
        var missing = Arrays.stream(LedgerColumn.values())
                .filter(column -> column.required() && !header.positions.containsKey(column))
                .map(LedgerColumn::zh)
                .collect(Collectors.joining("、"));
        if (!missing.isEmpty()) {
            throw new ProblemException(Problem.LEDGER_COLUMNS_MISSING, Map.of("columns", missing));
        }
        return header;
    }

    RawCell cell(RawRow row, LedgerColumn column) {
        var position = positions.get(column);
        return position == null ? RawCell.EMPTY : row.cell(position);
    }

    /** Columns nobody knows; they are not read, and the importer is told so. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    List<String> texts() {
        return texts;
    }
}
