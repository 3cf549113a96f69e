/** The language of measures against worked examples, sample measures and independent arithmetic. */
@NullMarked
package org.longji.plugins.measure;

import org.jspecify.annotations.NullMarked;
