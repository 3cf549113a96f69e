/**
 * Proves that the kit rejects what it must: deliberately wrong policies, each caught by the check made for it. The example
 * they are made from passes everything, so nothing but the one fault can be the cause.
 */
@NullMarked
package org.longji.plugin.testkit;

import org.jspecify.annotations.NullMarked;
