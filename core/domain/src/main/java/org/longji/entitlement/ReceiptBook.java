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

    /** Words of one receipt: both halves of the contract's id, number and day, fen, the receipt of the contract before it. */
    private static final int WORDS = 5;

    private static final int LOW = 1;
    private static final int NUMBER_AND_DAY = 2;
    private static final int FEN = 3;
    private static final int PREVIOUS = 4;

    /** One receipt after another, so that reading one touches one place of the memory and not five. */
    private long[] receipts = new long[1024 * WORDS];
    /** The last added receipt of a contract, at the place of its id's hash or after it. */
    private int[] places = empty(4096);

    private int size;

    void add(UUID contract, int number, int epochDay, long amount) {
        int at = size * WORDS;
        if (at == receipts.length) {
            receipts = Arrays.copyOf(receipts, Math.addExact(at, at / 2 / WORDS * WORDS));
        }
        if (size * 2 > places.length) {
            grow();
        }
        receipts[at] = contract.getMostSignificantBits();
        receipts[at + LOW] = contract.getLeastSignificantBits();
        receipts[at + NUMBER_AND_DAY] = (long) number << Integer.SIZE | epochDay & 0xFFFF_FFFFL;
        receipts[at + FEN] = amount;
        int place = place(receipts[at], receipts[at + LOW]);
        receipts[at + PREVIOUS] = places[place];
        places[place] = at;
        size++;
    }

    /** The receipts of a contract in their order. */
    List<ReceiptFacts> of(UUID contract) {
        int at = places[place(contract.getMostSignificantBits(), contract.getLeastSignificantBits())];
        if (at == NONE) {
            return List.of();
        }
        if (receipts[at + PREVIOUS] == NONE) {
            return List.of(receipt(at));
        }
        var found = new ArrayList<ReceiptFacts>();
        for (; at != NONE; at = (int) receipts[at + PREVIOUS]) {
            found.add(receipt(at));
        }
        found.sort(ORDER);
        return List.copyOf(found);
    }

    private ReceiptFacts receipt(int at) {
        long numberAndDay = receipts[at + NUMBER_AND_DAY];
        return new ReceiptFacts(
                (int) (numberAndDay >>> Integer.SIZE),
                LocalDate.ofEpochDay((int) numberAndDay),
                Money.ofFen(receipts[at + FEN]));
    }

    private int place(long most, long least) {
        long mixed = (most ^ least) * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 33) & (places.length - 1);
        while (places[place] != NONE && (receipts[places[place]] != most || receipts[places[place] + LOW] != least)) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private void grow() {
        int[] before = places;
        places = empty(before.length * 2);
        for (int last : before) {
            if (last != NONE) {
                places[place(receipts[last], receipts[last + LOW])] = last;
            }
        }
    }

    private static int[] empty(int length) {
        int[] places = new int[length];
        Arrays.fill(places, NONE);
        return places;
    }
}
