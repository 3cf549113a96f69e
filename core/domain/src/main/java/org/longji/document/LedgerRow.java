package org.longji.document;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the ledger after reading: the values that could be read in their canonical text, and what is wrong with
 * the rest. A value that could not be read is absent; the findings say why.
 *
 * @param identity key of the contract, when its four facts could be read
 * @param contractFault whether something is wrong with the contract's own columns, not just with the receipt
 */
record LedgerRow(
        long number,
        List<String> cells,
        Map<LedgerColumn, String> values,
        Optional<byte[]> identity,
        boolean contractFault,
        Findings findings) {

    /** The columns two lines of one contract must agree on. */
    static final List<LedgerColumn> CONTRACT_COLUMNS = java.util.Arrays.stream(LedgerColumn.values())
            .filter(column -> !isOfReceipt(column))
            .toList();

    static boolean isOfReceipt(LedgerColumn column) {
        return switch (column) {
            case RECEIPT_SEQUENCE, RECEIVED_ON, RECEIVED, ELECTED_SIDE -> true;
            default -> false;
        };
    }

    LedgerRow {
        values = new EnumMap<>(values);
    }

    Optional<String> value(LedgerColumn column) {
        return Optional.ofNullable(values.get(column));
    }

    /** The contract's columns in one text, to be compared with those of its other lines. */
    String contractText() {
        var text = new StringBuilder();
        for (var column : CONTRACT_COLUMNS) {
            var value = values.get(column);
            text.append(value == null ? "" : value).append('\u001f');
        }
        return text.toString();
    }
}
