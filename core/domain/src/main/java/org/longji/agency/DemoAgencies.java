package org.longji.agency;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.party.CreditCode;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** A sample agency, labelled as one, wherever the demonstration has registrars that work for none. */
@Dependent
class DemoAgencies implements StartupStep {

    private static final int PROVINCE = 230_000;

    private final Transactions transactions;
    private final Agencies agencies;
    private final Clock clock;
    private final boolean wanted;

    @Inject
    DemoAgencies(
            Transactions transactions,
            Agencies agencies,
            Clock clock,
            @ConfigProperty(name = "longji.demo", defaultValue = "false") boolean wanted) {
        this.transactions = transactions;
        this.agencies = agencies;
        this.clock = clock;
        this.wanted = wanted;
    }

    private record Unplaced(java.util.UUID account, int tenant, String tenantName) {

        static Unplaced of(Row row) {
            return new Unplaced(row.uuid("account_id"), row.integer("tenant"), row.text("name_zh"));
        }
    }

    @Override
    public Stage stage() {
        return Stage.DEMO;
    }

    @Override
    public void run() {
        if (!wanted) {
            return;
        }
        var unplaced = transactions.within(TenantScope.subtree(PROVINCE), em -> Sql.query(em, """
                        select g.account_id, g.tenant, t.name_zh from role_grant g
                        join account a on a.id = g.account_id join tenant t on t.code = g.tenant
                        where g.role = 'REGISTRAR' and a.display_name like '%（演示）'
                          and not exists (select 1 from registration_agency r where r.tenant = g.tenant and not r.sample)
                          and not exists (select 1 from agency_staff s where s.account_id = g.account_id and s.tenant = g.tenant)
                        order by g.tenant, a.username
                        """, Unplaced::of));
        for (var one : unplaced) {
            transactions.within(TenantScope.exactly(one.tenant()), em -> {
                var agency = Sql.first(
                                em,
                                "select id from registration_agency where tenant = ? and sample",
                                row -> row.uuid("id"),
                                one.tenant())
                        .orElseGet(() -> agencies.insert(em, one.tenant(), sample(one), true));
                agencies.insertMember(em, one.tenant(), agency, new MemberForm(one.account(), null, null));
                return true;
            });
        }
    }

    private AgencyForm sample(Unplaced at) {
        var code = "12" + at.tenant() + "DEM0REG01";
        var today = LocalDate.now(clock);
        return new AgencyForm(
                at.tenantName() + "技术合同登记处（演示）",
                code + CreditCode.checkDigitOf(code),
                at.tenantName() + "技术市场服务中心（演示）",
                "演示数据，并无此授权",
                "演示数据，并无此文件",
                today,
                today,
                null,
                List.of(),
                "演示数据",
                "技术合同认定登记专用章（演示）",
                null,
                null);
    }
}
