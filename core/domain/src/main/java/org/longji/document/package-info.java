/**
 * Files in and out: the ledger of contracts and receipts, its template, the rows handed back.
 * Everything is streamed; a file is never held in memory, and nothing in it is trusted.
 */
@NullMarked
package org.longji.document;

import org.jspecify.annotations.NullMarked;
