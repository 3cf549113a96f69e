package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.contract.Contracts;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** What an expert sees: the contracts referred to him or her, and nothing else. */
@Dependent
public class ExpertReviews {

    private static final String COLUMNS = """
            select o.*, c.title, c.type, c.subtype, c.signed_on, c.provider_name, c.recipient_name, c.contract_amount,
                c.declared_technology_amount, c.status, x.dispute
            from expert_opinion o join contract c on c.id = o.contract_id
                join examination x on x.contract_id = o.contract_id and x.round = o.round
            where o.tenant between ? and ? and o.expert = ?
            """;

    private final Transactions transactions;
    private final ExaminationRecords records;
    private final Journal journal;

    @Inject
    ExpertReviews(Transactions transactions, ExaminationRecords records, Journal journal) {
        this.transactions = transactions;
        this.records = records;
        this.journal = journal;
    }

    /**
     * A contract an expert was asked about.
     *
     * @param id of the contract
     * @param dispute why it is disputed; null when it is only large
     */
    public record Review(
            UUID id,
            int tenant,
            int round,
            String title,
            String type,
            String subtype,
            LocalDate signedOn,
            String providerName,
            String recipientName,
            Money contractAmount,
            Money declaredTechnologyAmount,
            @Nullable String dispute,
            ExpertOpinion opinion) {}

    /** An opinion to give; {@code reasons} are always needed. */
    public record OpinionForm(
            ExpertOpinion.Opinion opinion, @Nullable Money technologyAmount, String reasons) {}

    /** Everything the caller was asked, what is still open first; at most two hundred. */
    public List<Review> list(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.EXPERT_REVIEW);
        return transactions.within(
                scope,
                em -> Sql.query(
                        em,
                        COLUMNS + " order by o.given_on is not null, o.due_on, o.contract_id, o.round desc limit 200",
                        ExpertReviews::review,
                        scope.low(),
                        scope.high(),
                        caller.accountId()));
    }

    /** The latest thing the caller was asked about a contract. */
    public Review details(Caller caller, int tenant, UUID contract) {
        var scope = caller.scope(tenant, Capability.EXPERT_REVIEW);
        return transactions.within(scope, em -> found(em, scope, caller, contract));
    }

    /**
     * Gives the caller's opinion; until the experts needed have spoken it can be given anew. With the last one needed, the
     * contract goes back to the registrar.
     */
    public Review give(Caller caller, int tenant, UUID contract, OpinionForm form) {
        var scope = caller.scope(tenant, Capability.EXPERT_REVIEW);
        return transactions.within(scope, em -> {
            // Asked first, so that an expert learns nothing about contracts of others, not even that they are there.
            var asked = found(em, scope, caller, contract);
            check(form, asked);
            var locked = Contracts.locked(em, contract);
            int written = Sql.update(
                    em,
                    """
                    update expert_opinion o set opinion = ?, technology_amount = ?, reasons = ?, given_on = ?
                    where contract_id = ? and round = ? and expert = ? and tenant = ?
                      and exists (select 1 from contract c where c.id = o.contract_id and c.status = 'EXPERT_REVIEW')
                    """,
                    form.opinion(),
                    form.technologyAmount(),
                    form.reasons(),
                    records.today(),
                    contract,
                    asked.round(),
                    caller.accountId(),
                    asked.tenant());
            if (written == 0) {
                throw new ProblemException(
                        Problem.WRONG_STATUS,
                        Map.of(
                                "status",
                                locked.status().words(),
                                "action",
                                new org.longji.plugin.api.Text("提交专家意见", "giving an opinion")));
            }
            records.touch(em, locked, asked.round());
            var opinions = ExaminationRecords.opinions(em, locked, asked.round());
            long given = opinions.stream().filter(one -> one.opinion() != null).count();
            var experts = records.rules(em, locked).experts();
            if (given >= Math.min(opinions.size(), experts == null ? opinions.size() : experts.opinions())) {
                locked.returnFromExperts();
                em.flush();
            }
            journal.append(
                    em,
                    asked.tenant(),
                    caller,
                    "EXPERT_OPINION_GIVEN",
                    "examination",
                    contract + "/" + asked.round(),
                    null,
                    form);
            return found(em, scope, caller, contract);
        });
    }

    private static void check(OpinionForm form, Review asked) {
        var checks = new FieldChecks()
                .present(form.opinion(), "opinion")
                .present(form.reasons(), "reasons")
                .atMost(form.reasons(), 4000, "reasons");
        if (form.technologyAmount() != null) {
            checks.require(
                    form.technologyAmount().compareTo(Money.ZERO) >= 0
                            && asked.contractAmount().isAtLeast(form.technologyAmount()),
                    "technologyAmount",
                    "技术交易额须在 0 与合同成交额 " + asked.contractAmount() + " 元之间。",
                    "The technology amount must lie between 0 and the contract amount " + asked.contractAmount() + ".");
        }
        checks.done();
    }

    private static Review found(EntityManager em, TenantScope scope, Caller caller, UUID contract) {
        return Sql.first(
                        em,
                        COLUMNS + " and o.contract_id = ? order by o.round desc limit 1",
                        ExpertReviews::review,
                        scope.low(),
                        scope.high(),
                        caller.accountId(),
                        contract)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", contract)));
    }

    private static Review review(Row row) {
        return new Review(
                row.uuid("contract_id"),
                row.integer("tenant"),
                row.integer("round"),
                row.text("title"),
                row.text("type"),
                row.text("subtype"),
                row.date("signed_on"),
                row.text("provider_name"),
                row.text("recipient_name"),
                row.money("contract_amount"),
                row.money("declared_technology_amount"),
                row.optionalText("dispute").orElse(null),
                ExaminationRecords.opinion(row));
    }
}
