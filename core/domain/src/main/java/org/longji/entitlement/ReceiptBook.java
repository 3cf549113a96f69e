package org.longji.entitlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.ReceiptFacts;

/** The receipts of very many contracts in a few dozen bytes each, found by contract. */
final class ReceiptBook {

    private static final Comparator<ReceiptFacts> ORDER =
            Comparator.comparing(ReceiptFacts::receivedOn).thenComparing(ReceiptFacts::sequence);
    private static final int NONE = -1;

    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private int[] sequence = new int[1024];
    private int[] day = new int[1024];
    private long[] fen = new long[1024];
    /** The receipt of the same contract that was added before. */
    private int[] previous = new int[1024];
    /** The last added receipt of a contract, at the place of its id's hash or after it. */
    private int[] places = empty(4096);

    private int size;

    void add(UUID contract, int number, int epochDay, long amount) {
        if (size == high.length) {
            int more = size * 2;
            high = Arrays.copyOf(high, more);
            low = Arrays.copyOf(low, more);
            sequence = Arrays.copyOf(sequence, more);
            day = Arrays.copyOf(day, more);
            fen = Arrays.copyOf(fen, more);
            previous = Arrays.copyOf(previous, more);
        }
        if (size * 2 > places.length) {
            grow();
        }
        high[size] = contract.getMostSignificantBits();
        low[size] = contract.getLeastSignificantBits();
        sequence[size] = number;
        day[size] = epochDay;
        fen[size] = amount;
        int place = place(high[size], low[size]);
        previous[size] = places[place];
        places[place] = size;
        size++;
    }

    /** The receipts of a contract in their order. */
    List<ReceiptFacts> of(UUID contract) {
        int at = places[place(contract.getMostSignificantBits(), contract.getLeastSignificantBits())];
        if (at == NONE) {
            return List.of();
        }
        if (previous[at] == NONE) {
            return List.of(receipt(at));
        }
        var receipts = new ArrayList<ReceiptFacts>();
        for (; at != NONE; at = previous[at]) {
            receipts.add(receipt(at));
        }
        receipts.sort(ORDER);
        return List.copyOf(receipts);
    }

    private ReceiptFacts receipt(int at) {
        return new ReceiptFacts(sequence[at], LocalDate.ofEpochDay(day[at]), Money.ofFen(fen[at]));
    }

    private int place(long most, long least) {
        long mixed = (most ^ least) * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 33) & (places.length - 1);
        while (places[place] != NONE && (high[places[place]] != most || low[places[place]] != least)) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private void grow() {
        int[] before = places;
        places = empty(before.length * 2);
        for (int last : before) {
            if (last != NONE) {
                places[place(high[last], low[last])] = last;
            }
        }
    }

    private static int[] empty(int length) {
        int[] places = new int[length];
        Arrays.fill(places, NONE);
        return places;
    }
}
