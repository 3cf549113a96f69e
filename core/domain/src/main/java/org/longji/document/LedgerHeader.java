package org.longji.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Which column of the file holds what. */
final class LedgerHeader {

    /** What stands between the ends of a span; a hyphen stands inside of days. */
    private static final Pattern UNTIL = Pattern.compile("\\s*[至到~～—]+\\s*");

    /**
     * Where a column stands.
     *
     * @param end which end of a span written in one cell, 0 or 1; -1 for the whole cell
     */
    private record Place(int index, int end) {}

    private final Map<LedgerColumn, Place> places = new EnumMap<>(LedgerColumn.class);
    private final List<String> unknown = new ArrayList<>();
    private final List<String> texts;

    private LedgerHeader(List<String> texts) {
        this.texts = texts;
    }

    /** @throws ProblemException LEDGER_COLUMNS_MISSING or FILE_NOT_READABLE when the first row is no header of a ledger */
    static LedgerHeader of(RawRow row) {
        var required = Arrays.stream(LedgerColumn.values())
                .filter(LedgerColumn::required)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(LedgerColumn.class)));
        return of(row, EnumSet.allOf(LedgerColumn.class), required);
    }

    /** The header of a file of which only these columns matter, all of which it must have; others are nobody's concern. */
    static LedgerHeader of(RawRow row, Set<LedgerColumn> wanted) {
        var header = of(row, wanted, wanted);
        header.unknown.clear();
        return header;
    }

    private static LedgerHeader of(RawRow row, Set<LedgerColumn> wanted, Set<LedgerColumn> required) {
        var header = new LedgerHeader(row.texts());
        for (int i = 0; i < header.texts.size(); i++) {
            var text = header.texts.get(i).strip();
            var columns = LedgerColumn.named(text);
            if (columns.isEmpty() && !text.isEmpty()) {
                header.unknown.add(text);
            }
            header.place(columns.orElse(List.of()), i, wanted);
        }
        var missing = required.stream()
                .filter(column -> !header.places.containsKey(column))
                .map(LedgerColumn::zh)
                .collect(Collectors.joining("、"));
        if (!missing.isEmpty()) {
            throw new ProblemException(Problem.LEDGER_COLUMNS_MISSING, Map.of("columns", missing));
        }
        return header;
    }

    private void place(List<LedgerColumn> columns, int index, Set<LedgerColumn> wanted) {
        for (var column : columns) {
            var place = new Place(index, columns.size() == 1 ? -1 : columns.indexOf(column));
            if (wanted.contains(column) && places.putIfAbsent(column, place) != null) {
                var text = texts.get(index).strip();
                throw LedgerFile.notReadable("列“" + text + "”出现两次", "the column '" + text + "' occurs twice");
            }
        }
    }

    RawCell cell(RawRow row, LedgerColumn column) {
        var place = places.get(column);
        if (place == null) {
            return RawCell.EMPTY;
        }
        var cell = row.cell(place.index());
        if (place.end() < 0 || cell.kind() != RawCell.Kind.TEXT) {
            return cell;
        }
        var ends = UNTIL.split(cell.text().strip(), 2);
        return place.end() < ends.length ? new RawCell(RawCell.Kind.TEXT, ends[place.end()]) : RawCell.EMPTY;
    }

    /** Columns nobody knows; they are not read, and the importer is told so. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    List<String> texts() {
        return texts;
    }
}
