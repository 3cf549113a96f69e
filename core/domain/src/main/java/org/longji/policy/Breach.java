package org.longji.policy;

import java.time.LocalDate;
import java.util.UUID;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Text;

/**
 * A value outside a rail.
 *
 * @param tenant whose version it is
 * @param version name of the version
 * @param day first day on which the value lies outside
 * @param value what the version says then; empty where it says nothing
 * @param allowed what the rail allows on that day, for the reader
 * @param setBy the tenant that set the rail
 * @param basis the clause of the rail
 */
public record Breach(
        int tenant,
        String version,
        String parameter,
        LocalDate day,
        String value,
        Text allowed,
        UUID rail,
        int setBy,
        LegalBasis basis) {

    /** The whole of it in one sentence. */
    Text words() {
        return new Text(
                day + " 起的取值 " + (value.isEmpty() ? "（无）" : value) + " 超出上级（" + setBy + "）的护栏：" + allowed.zh() + "。依据："
                        + basis.document() + " " + basis.article() + "。",
                "From " + day + " the value " + (value.isEmpty() ? "(none)" : value) + " lies outside the rail of "
                        + setBy + ": " + allowed.en() + ". Clause: " + basis.document() + " " + basis.article() + ".");
    }
}
