package org.longji.setting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.FieldView;
import org.longji.pluginhost.Label;

/**
 * The settings of a plugin as a tenant has them on a day.
 *
 * @param schema JSON Schema of the whole, with what a form needs under names that begin with {@code x-}
 * @param rails what the tenant lays down for those below it
 * @param history what the tenant chose, the latest first
 * @param revision number of the tenant's last choice, zero before the first
 */
public record SettingsView(
        String plugin,
        Label label,
        int tenant,
        LocalDate on,
        Map<String, Object> schema,
        List<Field> fields,
        List<Rail> rails,
        List<Choice> history,
        long revision) {

    /**
     * A field.
     *
     * @param field what a form needs of it
     * @param ranged whether a tenant above may give it a range
     * @param value what holds; absent where an optional field is
     * @param setBy the tenant that chose it; absent where it is the plugin's default
     * @param setFrom since when it holds, where somebody chose it
     * @param own what the tenant itself chose last, whether it holds or not
     * @param ownHeldBy the rail that keeps the own choice from holding
     * @param outdated whether the own choice fits the plugin no more, and therefore does not hold
     * @param rails what tenants above lay down about it
     */
    public record Field(
            FieldView field,
            boolean ranged,
            Optional<Object> value,
            Optional<Integer> setBy,
            Optional<LocalDate> setFrom,
            Optional<Object> own,
            Optional<Rail> ownHeldBy,
            boolean outdated,
            List<Rail> rails) {}

    /**
     * What a tenant lays down for those below it.
     *
     * @param words what it asks for, with its clause
     */
    public record Rail(
            UUID id,
            int tenant,
            String field,
            boolean locked,
            Optional<BigDecimal> lowest,
            Optional<BigDecimal> highest,
            LocalDate from,
            Optional<LocalDate> until,
            LegalBasis basis,
            Optional<String> note,
            String madeBy,
            Text words) {

        static Rail of(SettingRail rail) {
            return new Rail(
                    rail.id(),
                    rail.tenant(),
                    rail.field(),
                    rail.locked(),
                    rail.lowest(),
                    rail.highest(),
                    rail.from(),
                    rail.until(),
                    rail.basis(),
                    rail.note(),
                    rail.madeBy(),
                    rail.words());
        }
    }

    /** One choice; without a value the field is inherited again from that day. */
    public record Choice(
            String field,
            LocalDate from,
            Optional<Object> value,
            Optional<String> note,
            String madeBy,
            Instant madeAt) {}
}
