package org.longji.tax;

import java.util.Map;
import org.longji.shared.WorkingDays;

/** The arithmetic of one card: pure, exact, rounded once per figure, half up to the fen. */
interface TaxRule {

    /** The record its dated values are bound to, so that a figure of the law cannot be misspelt. */
    Class<?> values();

    /** Answers the contract proposes, by input. */
    Map<String, String> proposals(TaxBase contract);

    void compute(Working working, WorkingDays calendar);
}
