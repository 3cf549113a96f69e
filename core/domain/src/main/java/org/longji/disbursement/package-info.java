/**
 * From what is due to the bank account and, where it must be, back: budgets, rounds with answers and review, public notices,
 * payments and recovery. It may ask entitlements, approvals, the inbox and the working-day calendar; it decides no case anew and
 * changes no decision, and money moves through the ledger alone.
 */
@NullMarked
package org.longji.disbursement;

import org.jspecify.annotations.NullMarked;
