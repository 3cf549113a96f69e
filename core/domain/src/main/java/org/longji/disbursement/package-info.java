/**
 * Disbursement (兑现): budgets, rounds, public notices, payments and recovery, from what a decision grants to the bank and, where it
 * must be, back. It may touch its own tables, entitlements to read, approval and the journal; money moves through the ledger alone.
 */
@NullMarked
package org.longji.disbursement;

import org.jspecify.annotations.NullMarked;
