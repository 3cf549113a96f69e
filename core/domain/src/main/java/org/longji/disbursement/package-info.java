/**
 * From what is due to the bank account: budgets, rounds with answers and review, public notices, payments. It may ask
 * entitlements, approvals and the working-day calendar; it decides no case anew and changes no decision.
 */
@NullMarked
package org.longji.disbursement;

import org.jspecify.annotations.NullMarked;
