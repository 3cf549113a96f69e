/**
 * Contracts over HTTP: filing, reading, registration, receipts and side elections. It may call the contract and
 * registration facades only.
 */
@NullMarked
package org.longji.rest.contract;

import org.jspecify.annotations.NullMarked;
