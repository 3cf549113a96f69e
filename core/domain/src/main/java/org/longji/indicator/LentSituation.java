package org.longji.indicator;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.indicator.Situation;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Rows;
import org.longji.pluginhost.IndicatorHandle;
import org.longji.register.RegisterCatalogue;
import org.longji.setting.SettingsBook;
import org.longji.shared.Sql;

/** What an indicator is lent for one tenant and day. */
final class LentSituation implements Situation {

    private final EntityManager em;
    private final RegisterCatalogue catalogue;
    private final IndicatorHandle handle;
    private final int tenant;
    private final LocalDate day;
    private final Rows rows;

    LentSituation(EntityManager em, RegisterCatalogue catalogue, IndicatorHandle handle, int tenant, LocalDate day) {
        this.em = em;
        this.catalogue = catalogue;
        this.handle = handle;
        this.tenant = tenant;
        this.day = day;
        this.rows = RegisterCatalogue.ownRows(em, handle.pluginId(), handle.registers(), tenant, day);
    }

    @Override
    public int tenant() {
        return tenant;
    }

    @Override
    public LocalDate day() {
        return day;
    }

    @Override
    public Rows rows() {
        return rows;
    }

    @Override
    public List<ContractSum> contracts(int year) {
        if (!handle.needs().contains(HostData.REGISTERED_CONTRACTS)) {
            throw new IllegalStateException(
                    "indicator " + handle.id() + " asks for contracts without needing REGISTERED_CONTRACTS");
        }
        return Sql.query(
                em,
                """
                select type, count(*) as contracts, sum(contract_amount) as contract_amount,
                    sum(coalesce(assessed_technology_amount, declared_technology_amount)) as technology_amount
                from contract where tenant = ? and status = 'REGISTERED' and registered_on between ? and least(?::date, ?::date)
                group by type order by type
                """,
                row -> new ContractSum(
                        row.constant("type", ContractType.class),
                        row.bigint("contracts"),
                        row.money("contract_amount"),
                        row.money("technology_amount")),
                tenant,
                LocalDate.of(year, 1, 1),
                LocalDate.of(year, 12, 31),
                day);
    }

    @Override
    public <S extends Record> S settings(Class<S> type) {
        return SettingsBook.chosen(em, handle.pluginId(), handle.settings(), tenant, day, type);
    }
}
