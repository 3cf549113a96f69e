package org.longji.shared;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;

/** Transactions of the server: JTA, with the container's entity manager joined to them. */
@ApplicationScoped
class ContainerTransactions extends Transactions {

    @PersistenceContext(unitName = "longji")
    EntityManager em;

    @Resource
    UserTransaction transaction;

    @Override
    protected <T> T inTransaction(Work<T> work) {
        try {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                throw new IllegalStateException("A transaction has one scope; this work was called inside another's");
            }
            transaction.begin();
        } catch (jakarta.transaction.SystemException | jakarta.transaction.NotSupportedException e) {
            throw new IllegalStateException("No transaction could be begun", e);
        }
        boolean done = false;
        try {
            T result = work.run(em);
            em.flush();
            done = true;
            return result;
        } finally {
            end(done);
        }
    }

    private void end(boolean commit) {
        try {
            if (commit) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
        } catch (jakarta.transaction.RollbackException
                | jakarta.transaction.HeuristicMixedException
                | jakarta.transaction.HeuristicRollbackException
                | jakarta.transaction.SystemException e) {
            throw new IllegalStateException(
                    "The transaction could not be " + (commit ? "committed" : "rolled back"), e);
        }
    }
}
