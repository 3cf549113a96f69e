package org.longji.plugin.api.screening;

import java.util.List;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.Words;
import org.pf4j.ExtensionPoint;

/**
 * A check before something crosses a border (出境筛查): a contract with a party abroad, a row, a listing on its way to an exchange.
 *
 * <p>It is a pure function of the subject, the tenant's settings and the lists it brings in its own archive. The host asks whenever
 * something is to cross, keeps the subject, the answer, the archive and the versions of the lists, asks again when they change, and
 * keeps every hit open until one officer clears or confirms it with a reason and another agrees.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Screening extends ExtensionPoint {

    /** {@return lower-case words joined by hyphens, unique in the plugin} */
    String id();

    /** {@return what it looks for, in Chinese, English and Russian} */
    Words words();

    /** {@return the lists it looks things up in, at least one} */
    List<ScreeningList> lists();

    /**
     * {@return what was found; the same for the same subject and settings}
     *
     * @param request the subject, and what the tenant chose
     */
    ScreeningResult screen(Request request);

    /**
     * A subject, and what may be looked at beside it. The host makes it for one call; keep nothing of it.
     *
     * <p>Only the host and the kit implement this.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    interface Request {

        /** {@return what is about to cross} */
        ScreeningSubject subject();

        /** {@return division code of the tenant that asks} */
        int tenant();

        /**
         * {@return what the tenant chose about the plugin, as of the subject's day}
         *
         * @throws IllegalArgumentException if the plugin has no settings, or not of this record
         */
        <S extends Record> S settings(Class<S> type);
    }
}
