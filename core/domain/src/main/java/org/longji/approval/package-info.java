/**
 * Chains of approval (审批链): what is brought here is signed step by step by those whom the tenant's chain names, and whoever brought
 * it is told how it ended. It may touch its own tables, the inbox and the journal; it knows no capability, they know it.
 */
@NullMarked
package org.longji.approval;

import org.jspecify.annotations.NullMarked;
