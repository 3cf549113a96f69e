/**
 * Budgets, rounds, notices and what beneficiaries say to them over HTTP. It may call the disbursement facades only.
 */
@NullMarked
package org.longji.rest.disbursement;

import org.jspecify.annotations.NullMarked;
