package org.longji.job;

import java.util.Map;
import org.longji.shared.Caller;
import org.longji.shared.TenantScope;

/**
 * What was ordered, by whom, and how far the work may see. It is stored with the job, because a background thread has
 * no request to take it from.
 *
 * @param tenant division code the job belongs to
 * @param scope the range of tenants the work may touch, settled when the job was ordered
 * @param parameters what the kind of work needs to know
 */
public record JobOrder(int tenant, JobKind kind, Caller caller, TenantScope scope, Map<String, String> parameters) {

    public JobOrder {
        parameters = Map.copyOf(parameters);
    }
}
