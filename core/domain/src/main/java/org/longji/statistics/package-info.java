/**
 * The reports of registered contracts that the national statistics ask for, by month, half-year and year. It adds up what the contracts
 * say and changes none of them.
 */
@NullMarked
package org.longji.statistics;

import org.jspecify.annotations.NullMarked;
