/**
 * The conformance kit a plugin author runs: sixteen checks that every policy must pass, and scenarios that read as
 * sentences. It uses the same parameter binding as the host, so what passes here is what runs there.
 */
@NullMarked
package org.longji.plugin.testkit;

import org.jspecify.annotations.NullMarked;
