package org.longji.quality;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.audit.Journal;
import org.longji.inbox.ToDo;
import org.longji.inbox.ToDoSource;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** The sampled cases of one registrar: reading them blind, and judging each once. */
@Dependent
public class BlindCases implements ToDoSource {

    private static final String COLUMNS = """
            select k.id, k.tenant, k.decided_at is not null as judged, c.title, c.type, c.subtype, c.signed_on, c.valid_from,
                c.valid_until, c.provider_kind, c.recipient_kind, c.contract_amount, c.declared_technology_amount, c.ip_class,
                c.technology_field, c.plan_source, c.payment_mode
            from quality_case k join contract c on c.id = k.contract_id
            where k.tenant between ? and ? and k.second_registrar = ?
            """;

    private final Transactions transactions;
    private final Journal journal;

    @Inject
    public BlindCases(Transactions transactions, Journal journal) {
        this.transactions = transactions;
        this.journal = journal;
    }

    /** The cases that wait for the caller, at most two hundred. */
    public List<BlindCase> waiting(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        return transactions.within(
                scope,
                em -> Sql.query(
                        em,
                        COLUMNS + " and k.decided_at is null order by k.id limit 200",
                        BlindCases::blind,
                        scope.low(),
                        scope.high(),
                        caller.accountId()));
    }

    /** One case of the caller. */
    public BlindCase details(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        return transactions.within(scope, em -> found(em, scope, caller, id));
    }

    /**
     * Hands in the caller's own judgement. It is kept as it is: a second look at the first decision must not change it.
     *
     * @throws ProblemException ALREADY_JUDGED when it was handed in before
     */
    public BlindCase judge(Caller caller, int tenant, UUID id, Judgement judgement) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        return transactions.within(scope, em -> {
            judgement.check(found(em, scope, caller, id).contractAmount());
            int written = Sql.update(
                    em,
                    """
                    update quality_case set second_category = ?, second_technology_amount = ?, second_reasons = ?,
                        second_note = ?, decided_at = now()
                    where id = ? and second_registrar = ? and decided_at is null and tenant between ? and ?
                    """,
                    judgement.category(),
                    judgement.outcome() == Judgement.Outcome.REGISTER ? judgement.technologyAmount() : null,
                    judgement.outcome() == Judgement.Outcome.REFUSE ? Json.write(judgement.reasons()) : null,
                    judgement.note(),
                    id,
                    caller.accountId(),
                    scope.low(),
                    scope.high());
            if (written == 0) {
                throw new ProblemException(Problem.ALREADY_JUDGED, Map.of());
            }
            var judged = found(em, scope, caller, id);
            journal.append(
                    em, judged.tenant(), caller, "QUALITY_CASE_JUDGED", "quality-case", id.toString(), null, judgement);
            return judged;
        });
    }

    @Override
    public List<ToDo> waiting(EntityManager em, Caller caller, int tenant, TenantScope scope, int limit) {
        if (!caller.capabilities(tenant).contains(Capability.REGISTRATION_DECIDE)) {
            return List.of();
        }
        return Sql.query(
                em,
                COLUMNS + " and k.decided_at is null order by k.id limit ?",
                row -> new ToDo(
                        row.integer("tenant"),
                        "QUALITY_CASE_TO_JUDGE",
                        "quality-case",
                        row.uuid("id").toString(),
                        new Text("盲审复核：" + row.text("title"), "Blind second judgement: " + row.text("title")),
                        Optional.empty(),
                        ToDo.Urgency.NORMAL),
                scope.low(),
                scope.high(),
                caller.accountId(),
                limit);
    }

    private static BlindCase found(EntityManager em, TenantScope scope, Caller caller, UUID id) {
        return Sql.first(
                        em,
                        COLUMNS + " and k.id = ?",
                        BlindCases::blind,
                        scope.low(),
                        scope.high(),
                        caller.accountId(),
                        id)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private static BlindCase blind(Row row) {
        return new BlindCase(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("title"),
                row.text("type"),
                row.text("subtype"),
                row.date("signed_on"),
                row.optionalDate("valid_from").orElse(null),
                row.optionalDate("valid_until").orElse(null),
                row.constant("provider_kind", PartyKind.class),
                row.constant("recipient_kind", PartyKind.class),
                row.money("contract_amount"),
                row.money("declared_technology_amount"),
                row.optionalText("ip_class").orElse(null),
                row.optionalText("technology_field").orElse(null),
                row.optionalText("plan_source").orElse(null),
                row.optionalText("payment_mode").orElse(null),
                row.bool("judged"));
    }
}
