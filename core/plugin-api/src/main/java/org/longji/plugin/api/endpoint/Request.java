package org.longji.plugin.api.endpoint;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.Actor;
import org.longji.plugin.api.register.Contracts;
import org.longji.plugin.api.register.Rows;

/**
 * A question, and all that the endpoint may look at to answer it. The host makes it for one call; keep nothing of it.
 *
 * <p>New things to look at arrive as further methods; only the host and the kit implement this.
 *
 * @param <I> record of the question
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Request<I extends Record> {

    /** {@return the question} */
    I input();

    /** {@return division code of the tenant that is asked} */
    int tenant();

    /** {@return now, in China's time; the same during the whole call} */
    LocalDateTime now();

    /** {@return today, in China's time} */
    default LocalDate today() {
        return now().toLocalDate();
    }

    /** {@return who asks} */
    Actor actor();

    /** {@return the rows of the plugin's registers; an applicant's question sees the own rows and those open to all} */
    Rows rows();

    /**
     * {@return the contracts of the host}
     *
     * @throws IllegalStateException if the endpoint does not {@linkplain Endpoint#needs need} them
     */
    Contracts contracts();

    /**
     * {@return what the tenant chose about the plugin, as of today}
     *
     * @throws IllegalArgumentException if the plugin has no settings, or not of this record
     */
    <S extends Record> S settings(Class<S> type);
}
