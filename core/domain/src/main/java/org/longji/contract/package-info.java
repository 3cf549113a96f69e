/**
 * Technology contracts and the money that really arrived on them (到账). It may touch parties, tenants, access, approval
 * and the journal; who recognises and registers a contract is the business of {@code registration}.
 */
@NullMarked
package org.longji.contract;

import org.jspecify.annotations.NullMarked;
