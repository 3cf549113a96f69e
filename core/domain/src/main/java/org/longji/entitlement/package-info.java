/**
 * Assessment of contracts by the policies in force, and the explanation that stays with every yuan. It may ask policies,
 * plugins and contracts; it keeps what spans cases (one side, caps) and pays nothing.
 */
@NullMarked
package org.longji.entitlement;

import org.jspecify.annotations.NullMarked;
