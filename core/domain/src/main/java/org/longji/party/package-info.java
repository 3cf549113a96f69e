/**
 * Organisations and people that are a party to contracts, each known by its 统一社会信用代码. It may touch tenants, the
 * journal and nothing of what its parties do.
 */
@NullMarked
package org.longji.party;

import org.jspecify.annotations.NullMarked;
