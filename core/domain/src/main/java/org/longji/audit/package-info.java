/**
 * The journal: who changed or looked at what, when, from what to what, hash-chained per tenant and never rewritten.
 * Entries are written in the transaction of the change they tell of.
 */
@NullMarked
package org.longji.audit;

import org.jspecify.annotations.NullMarked;
