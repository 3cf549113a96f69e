/**
 * The language of measures: a definition that names who, which contracts, which base, brackets, rates and caps is compiled
 * once into a tree that answers like any policy, with every step explained.
 */
@NullMarked
package org.longji.plugins.measure;

import org.jspecify.annotations.NullMarked;
