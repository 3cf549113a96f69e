/**
 * Organisations and people: who provides technology and who receives it.
 * A party is known by its unified social credit code, which is checked before anything is stored.
 */
@NullMarked
package org.longji.party;

import org.jspecify.annotations.NullMarked;
