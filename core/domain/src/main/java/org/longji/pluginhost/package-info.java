/**
 * PF4J: loads plugins, each in a class loader of its own that shares exactly the plugin API with the host, and contains
 * their faults. Nobody else touches a plugin manager, and this package touches no table.
 */
@NullMarked
package org.longji.pluginhost;

import org.jspecify.annotations.NullMarked;
