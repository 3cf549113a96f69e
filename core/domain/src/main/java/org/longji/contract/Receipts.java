package org.longji.contract;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.longji.audit.Journal;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * The money that really arrived on contracts, instalment by instalment, and which side of a project takes a year's
 * support for it. A receipt is never changed or removed; together they never exceed the contract amount.
 */
@Dependent
public class Receipts {

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Receipts(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** The receipts of one contract in the order of their instalments. */
    public List<ReceiptDetails> list(Caller caller, int tenant, UUID contractId) {
        return transactions.within(caller.scope(tenant, Capability.CONTRACT_READ), em -> {
            Contracts.found(em, contractId);
            return Sql.query(
                    em, "select * from receipt where contract_id = ? order by sequence", Receipts::receipt, contractId);
        });
    }

    /** Records money that arrived. */
    public ReceiptDetails record(Caller caller, int tenant, UUID contractId, ReceiptForm form) {
        var scope = caller.scope(tenant, Capability.RECEIPT_WRITE);
        check(form);
        return transactions.within(scope, em -> {
            // The lock on the contract keeps two receipts recorded at once from exceeding its amount together.
            var contract = Contracts.locked(em, contractId);
            var existing = Sql.query(em, "select * from receipt where contract_id = ?", Receipts::receipt, contractId);
            int sequence = form.sequence() != null
                    ? form.sequence()
                    : existing.stream().mapToInt(ReceiptDetails::sequence).max().orElse(0) + 1;
            if (existing.stream().anyMatch(r -> r.sequence() == sequence)) {
                throw new ProblemException(Problem.RECEIPT_ALREADY_RECORDED, Map.of("sequence", sequence));
            }
            var total = Money.sum(
                            existing.stream().map(ReceiptDetails::received).toList())
                    .plus(form.received());
            if (total.isMoreThan(contract.contractAmount())) {
                throw new ProblemException(
                        Problem.RECEIPTS_EXCEED_CONTRACT,
                        Map.of("received", total, "contractAmount", contract.contractAmount()));
            }
            var receipt = new ReceiptDetails(
                    UUID.randomUUID(),
                    contract.tenant(),
                    contractId,
                    sequence,
                    form.receivedOn(),
                    form.received(),
                    form.payer(),
                    form.evidence());
            Sql.update(
                    em,
                    """
                    insert into receipt (id, tenant, contract_id, sequence, received_on, received, payer, evidence, recorded_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    receipt.id(),
                    receipt.tenant(),
                    contractId,
                    sequence,
                    receipt.receivedOn(),
                    receipt.received(),
                    receipt.payer(),
                    receipt.evidence(),
                    caller.accountId());
            journal.append(
                    em,
                    receipt.tenant(),
                    caller,
                    "RECEIPT_RECORDED",
                    "receipt",
                    receipt.id().toString(),
                    null,
                    receipt);
            return receipt;
        });
    }

    /**
     * Elects the side that takes a year's support for the contract's project. The first election holds, whichever tenant
     * it came from; electing the same side again changes nothing.
     *
     * @throws ProblemException OTHER_SIDE_ELECTED when the year is the other side's already
     */
    public SideElection elect(Caller caller, int tenant, UUID contractId, int year, Side side) {
        var scope = caller.scope(tenant, Capability.CONTRACT_WRITE);
        return transactions.within(scope, em -> {
            var contract = Contracts.found(em, contractId);
            caller.party().ifPresent(party -> {
                // A party speaks for itself: it claims the support, or leaves it to the other side.
                if (!party.equals(contract.providerCode()) && !party.equals(contract.recipientCode())) {
                    throw new ProblemException(Problem.NOT_A_PARTY, Map.of());
                }
            });
            var election = new SideElection(contract.projectOrSelf(), year, side, LocalDate.now(clock));
            int inserted = Sql.update(
                    em,
                    """
                    insert into side_election (project_key, year, side, tenant, contract_id, elected_on, elected_by)
                    values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                    """,
                    election.projectKey(),
                    year,
                    side,
                    contract.tenant(),
                    contractId,
                    election.electedOn(),
                    caller.username());
            if (inserted == 1) {
                journal.append(
                        em,
                        contract.tenant(),
                        caller,
                        "SIDE_ELECTED",
                        "contract",
                        contractId.toString(),
                        null,
                        election);
            } else if (elected(em, election.projectKey(), year) != side) {
                throw new ProblemException(
                        Problem.OTHER_SIDE_ELECTED,
                        Map.of(
                                "project",
                                election.projectKey(),
                                "year",
                                year,
                                "side",
                                side == Side.PROVIDER ? new Text("买方", "recipient") : new Text("卖方", "provider")));
            }
            return election;
        });
    }

    private static Side elected(EntityManager em, String project, int year) {
        return Sql.first(
                        em,
                        "select side from elected_sides(array[?], ?)",
                        row -> row.constant("side", Side.class),
                        project,
                        year)
                .orElseThrow(() -> new IllegalStateException("A refused election has a holder"));
    }

    private void check(ReceiptForm form) {
        var checks = new FieldChecks()
                .present(form.receivedOn(), "receivedOn")
                .present(form.received(), "received")
                .atMost(form.payer(), 200, "payer")
                .atMost(form.evidence(), 500, "evidence")
                .require(
                        form.sequence() == null || form.sequence() > 0,
                        "sequence",
                        "到账序号从 1 开始。",
                        "Instalments are numbered from 1.");
        if (form.received() != null) {
            checks.require(
                    form.received().isMoreThan(Money.ZERO),
                    "received",
                    "到账金额必须大于 0。",
                    "A receipt is more than nothing.");
        }
        if (form.receivedOn() != null) {
            checks.require(
                    !form.receivedOn().isAfter(LocalDate.now(clock)),
                    "receivedOn",
                    "到账日期不能晚于今天。",
                    "Money that has not arrived yet cannot be recorded.");
        }
        checks.done();
    }

    private static ReceiptDetails receipt(Row row) {
        return new ReceiptDetails(
                row.uuid("id"),
                row.integer("tenant"),
                row.uuid("contract_id"),
                row.integer("sequence"),
                row.date("received_on"),
                row.money("received"),
                row.optionalText("payer").orElse(null),
                row.optionalText("evidence").orElse(null));
    }
}
