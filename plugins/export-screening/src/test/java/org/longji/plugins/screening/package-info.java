@NullMarked
package org.longji.plugins.screening;

import org.jspecify.annotations.NullMarked;
