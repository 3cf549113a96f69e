/**
 * What every capability stands on: the tenant's scope, transactions inside it, the catalogue of problems, exact JSON.
 * It may touch the database connection and nothing of its siblings.
 */
@NullMarked
package org.longji.shared;

import org.jspecify.annotations.NullMarked;
