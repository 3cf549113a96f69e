package org.longji.inbox;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.longji.shared.Caller;
import org.longji.shared.TenantScope;

/** A capability that has work for people; every CDI bean of this type is asked when somebody opens the inbox. */
public interface ToDoSource {

    /**
     * What waits for {@code caller} in {@code scope}, the nearest deadline first.
     *
     * @param tenant the tenant whose inbox is open; the caller's capabilities there decide what is shown
     * @param limit at most this many
     */
    List<ToDo> waiting(EntityManager em, Caller caller, int tenant, TenantScope scope, int limit);
}
