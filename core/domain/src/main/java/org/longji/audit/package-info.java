/**
 * The append-only, hash-chained journal of each tenant: who did what, when, and what it was before and after. It may touch
 * its own two tables and nothing else; every capability writes to it inside the transaction that changes something.
 */
@NullMarked
package org.longji.audit;

import org.jspecify.annotations.NullMarked;
