package org.longji.plugin.api;

import java.util.List;
import org.apiguardian.api.API;
import org.pf4j.ExtensionPoint;

/**
 * A way to make policies out of definitions that tenants write: the plugin brings the language, a tenant's file the sentence.
 *
 * <p>The same rules as for an {@link IncentivePolicy}: pure, thread-safe, no state between calls. The host compiles a
 * definition once, keeps the result, and pins every decision to the plugin's archive and to the definition.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface PolicyLanguage extends ExtensionPoint {

    /** {@return the name by which a policy line asks for this language, for example {@code measure}} */
    String id();

    /** {@return the JSON Schema (2020-12) of a definition, for editors and forms; what it cannot say, {@link #check} does} */
    String schema();

    /**
     * Looks for everything that is wrong, not only the first fault.
     *
     * @param heading the policy version the definition belongs to
     * @param definition what the tenant wrote
     * @return what is wrong, empty if it can be compiled
     */
    List<Finding> check(PolicyHeading heading, Definition definition);

    /**
     * Makes a policy.
     *
     * @param heading the policy version the definition belongs to
     * @param definition what the tenant wrote
     * @return the policy
     * @throws DefinitionException if {@link #check} finds anything
     */
    ComposedPolicy compile(PolicyHeading heading, Definition definition);
}
