/**
 * Recognition and registration of technology contracts (认定登记): acceptance, examination, decision, number, certificate. It
 * moves contracts on, reads tenants, prints documents, brings decisions to approval, and tells the journal and the inbox.
 */
@NullMarked
package org.longji.registration;

import org.jspecify.annotations.NullMarked;
