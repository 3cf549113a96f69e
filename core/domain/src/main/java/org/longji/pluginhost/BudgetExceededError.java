package org.longji.pluginhost;

/** A plugin used more time or memory than one call may. An error, so that no plugin that catches exceptions goes on. */
final class BudgetExceededError extends Error {

    private static final long serialVersionUID = 1L;

    BudgetExceededError(String reason) {
        super(reason);
    }
}
