/**
 * Recognition and registration of technology contracts (认定登记): acceptance, decision, number. It may touch contracts,
 * tenants and the journal, and is where the full examination will be laid.
 */
@NullMarked
package org.longji.registration;

import org.jspecify.annotations.NullMarked;
