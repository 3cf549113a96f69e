/**
 * What every resource stands on: who calls, problems as problem+json, pages, versions, idempotency. It may use the
 * domain's facades and holds no entity.
 */
@NullMarked
package org.longji.rest.shared;

import org.jspecify.annotations.NullMarked;
