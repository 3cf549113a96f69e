package org.longji.entitlement;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.shared.Sql;

/** The ledger of the database, province-wide: what is taken there is taken. */
final class RecordedLedger implements Ledger {

    private final EntityManager em;
    private PoolBook asked = new PoolBook();
    private PoolBook asking = new PoolBook();

    RecordedLedger(EntityManager em) {
        this.em = em;
    }

    @Override
    public void begin(List<Case> cases, int year) {
        var contracts = cases.stream().map(Case::subject).distinct().toList();
        asked = PoolRecords.of(em, contracts, year);
        asking = asked.copy();
        contracts.forEach(contract -> asking.forget(contract, year));
    }

    @Override
    public Optional<PoolBook.Grant> fromPool(Case one, Money wanted) {
        return asking.ask(one, wanted);
    }

    @Override
    public void finish() {
        PoolRecords.write(em, asked, asking);
    }

    @Override
    public YearFiguresOf figures(List<Case.Wanted> wanted, int year) {
        return YearFiguresOf.load(em, wanted, year);
    }

    @Override
    public DeterminedAmounts determined(List<Case.Wanted> wanted, int year) {
        return DeterminedAmounts.of(em, wanted, year);
    }

    @Override
    public Map<String, Side> elected(List<String> projects, int year) {
        var elected = new HashMap<String, Side>();
        Sql.query(
                        em,
                        "select project_key, side from elected_sides(?, ?)",
                        row -> Map.entry(row.text("project_key"), row.constant("side", Side.class)),
                        projects,
                        year)
                .forEach(e -> elected.put(e.getKey(), e.getValue()));
        return elected;
    }

    @Override
    public Side elect(Case one, String project, int year) {
        Sql.update(em, """
                insert into side_election (project_key, year, side, tenant, contract_id, elected_by)
                values (?, ?, ?, ?, ?, 'assessment') on conflict do nothing
                """, project, year, one.side(), one.matter().tenant(), one.subject());
        return elected(List.of(project), year).getOrDefault(project, one.side());
    }

    @Override
    public Money take(Case one, String scopeKey, int year, Money wanted, Money limit) {
        return Sql.first(
                        em,
                        "select take_cap(?, ?, ?, ?, ?, ?, ?) as granted",
                        row -> row.money("granted"),
                        one.version().policyId(),
                        scopeKey,
                        one.subject(),
                        year,
                        one.matter().tenant(),
                        wanted,
                        limit)
                .orElse(Money.ZERO);
    }
}
