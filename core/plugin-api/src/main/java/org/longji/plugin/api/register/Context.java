package org.longji.plugin.api.register;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * All that a register's functions may know besides the row. The host makes it for one call; keep nothing of it.
 *
 * <p>New things to know arrive as further methods; only the host and the kit implement this.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Context {

    /** {@return division code of the tenant whose row it is} */
    int tenant();

    /** {@return now, in China's time; the same during the whole call} */
    LocalDateTime now();

    /** {@return today, in China's time} */
    default LocalDate today() {
        return now().toLocalDate();
    }

    /** {@return who acts or asks} */
    Actor actor();

    /** {@return the row, once there is one} */
    Optional<UUID> row();

    /** {@return the state the row is in; on creation the initial one} */
    String state();

    /** {@return the steps taken on the row, the oldest first; empty on creation} */
    List<PastStep> history();

    /** {@return the rows of the plugin's registers} */
    Rows rows();

    /**
     * {@return the contracts of the host}
     *
     * @throws IllegalStateException if the register does not {@linkplain HostData#REGISTERED_CONTRACTS need} them
     */
    Contracts contracts();

    /**
     * {@return the number that a {@linkplain Step#numbered numbered} step took, counted from 1}
     *
     * @throws IllegalStateException in any other call
     */
    long serial();

    /**
     * {@return what the tenant whose row it is chose about the plugin, as of today: the record of its
     * {@link org.longji.plugin.api.setting.Settings}}
     *
     * @throws IllegalArgumentException if the plugin has no settings, or not of this record
     */
    <S extends Record> S settings(Class<S> type);
}
