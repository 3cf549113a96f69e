package org.longji.plugin.api.indicator;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Words;
import org.pf4j.ExtensionPoint;

/**
 * A figure about a tenant on a day (指标), such as brokers trained or the share of those who kept up their hours.
 *
 * <p>The host asks for each tenant by itself, keeps what is answered with the day and the archive that answered, and makes the figure
 * of a province or prefecture out of those below it by the {@linkplain RollUp way declared}: no plugin ever reads two tenants at once.
 * The author writes one pure function; tables, history, targets, pages and REST are the host's. A count over the rows of one register
 * that nobody holds against a target is a {@link org.longji.plugin.api.register.Figure} of the register and needs no code.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Indicator extends ExtensionPoint {

    /** {@return lower-case words joined by hyphens, unique in the plugin; values are kept under it} */
    String id();

    /** {@return what it is called, in Chinese, English and Russian} */
    Words words();

    /** {@return the unit of its value, in the same languages} */
    Words unit();

    /** {@return which way is better} */
    Direction direction();

    /** {@return what a value is about} */
    Period period();

    /** {@return how the values of several tenants become one} */
    RollUp rollUp();

    /** {@return how many decimals a value has at most, 0 to 6; a ratio is rounded half up to them, nothing else is rounded} */
    int decimals();

    /** {@return what plans want it to reach; at most one for a tenant and year, and none where no direction is better} */
    default List<Target> targets() {
        return List.of();
    }

    /** {@return what of the host's own data it reads} */
    default Set<HostData> needs() {
        return Set.of();
    }

    /**
     * {@return the figure; the same for the same day and the same rows}
     *
     * @param situation the tenant, the day, and what may be looked at
     */
    Measured measure(Situation situation);
}
