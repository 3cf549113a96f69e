@NullMarked
package org.longji.server.launch;

import org.jspecify.annotations.NullMarked;
