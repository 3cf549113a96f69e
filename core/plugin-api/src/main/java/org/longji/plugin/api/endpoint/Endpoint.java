package org.longji.plugin.api.endpoint;

import java.util.Set;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;
import org.pf4j.ExtensionPoint;

/**
 * A question that others may ask a plugin (接口): {@code POST /api/v1/tenants/{code}/plugins/{plugin}/endpoints/{id}} with the input
 * as JSON, answered with the output as JSON. It changes nothing; what changes rows is a register's step.
 *
 * <p>The host signs in, holds the tenants' walls, checks the input against its record before the endpoint is asked and the answer
 * against its record afterwards, bounds time, memory and size, and describes it as OpenAPI. The author writes two records whose
 * components carry {@link org.longji.plugin.api.register.Field}, and one pure function. Nothing in the output is marked personal: the
 * host could not tell who may see it.
 *
 * @param <I> record of the question
 * @param <O> record of the answer
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Endpoint<I extends Record, O extends Record> extends ExtensionPoint {

    /** {@return lower-case words joined by hyphens, unique in the plugin; it stands in the path} */
    String id();

    /** {@return what it tells, as a heading} */
    Words words();

    /** {@return the record of the question} */
    Class<I> input();

    /** {@return the record of the answer} */
    Class<O> output();

    /** {@return who may ask, by the role held at the tenant; at least one} */
    Set<UserRole> by();

    /** {@return what of the host's own data it reads} */
    default Set<HostData> needs() {
        return Set.of();
    }

    /**
     * {@return the answer; the same for the same question and the same rows}
     *
     * @param request the question, which has no faults, and what may be looked at
     */
    Response<O> answer(Request<I> request);
}
