/**
 * Training of technology brokers, managers and evaluators, from the scheme to the certificate and the list of people, as
 * registers on the plugin API and nothing else. What a level asks for is data of a scheme; no hour, mark or fee is a constant here.
 */
@NullMarked
package org.longji.plugins.talent;

import org.jspecify.annotations.NullMarked;
