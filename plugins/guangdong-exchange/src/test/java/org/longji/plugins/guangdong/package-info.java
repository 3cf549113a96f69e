/** That the register and the channel conform to the kit; every listing and message in it is made up (示例). */
@NullMarked
package org.longji.plugins.guangdong;

import org.jspecify.annotations.NullMarked;
