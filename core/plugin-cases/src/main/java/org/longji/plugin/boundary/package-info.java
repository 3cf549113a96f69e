/**
 * The look at a plugin's class files that the conformance kit takes before anybody uploads it, and the host before anything of it is
 * loaded. What is allowed is a list of the plugin API; here it is held against what the compiler wrote.
 */
@NullMarked
package org.longji.plugin.boundary;

import org.jspecify.annotations.NullMarked;
