package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.attachment.Attachments;
import org.longji.audit.Journal;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** 我的资金: what a beneficiary gets by rounds, wherever they are paid, and what it says to them. */
@Dependent
public class OwnMoney {

    // A file of evidence goes through memory, unlike the files of a contract.
    private static final int LARGEST_EVIDENCE = 10 * 1024 * 1024;
    private static final int MOST_EVIDENCE = 10;

    private final Transactions transactions;
    private final Attachments attachments;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public OwnMoney(Transactions transactions, Attachments attachments, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.attachments = attachments;
        this.journal = journal;
        this.clock = clock;
    }

    /** The caller's own items, the latest round first. */
    public List<RoundItem> list(Caller caller, int tenant) {
        var scope = own(caller, tenant);
        return transactions.within(
                scope, em -> RoundRecords.own(em, scope.party().orElseThrow()));
    }

    private static TenantScope own(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.CLAIM);
        if (scope.party().isEmpty()) {
            throw new ProblemException(Problem.NOT_PERMITTED, Map.of("capability", Capability.CLAIM, "tenant", tenant));
        }
        return scope;
    }

    private record Asked(int tenant, Track track, LocalDate until, int evidence) {}

    /**
     * Agrees to an item or declines it; until the last day it can be said otherwise.
     *
     * @throws ProblemException ANSWERS_OVER once the round no longer waits for answers, EVIDENCE_MISSING where the round asks for evidence and
     *     none is there
     */
    public RoundItem answer(Caller caller, int tenant, UUID item, Answer answer) {
        var scope = own(caller, tenant);
        answer.check();
        boolean agreed = Boolean.TRUE.equals(answer.agreed());
        try {
            return transactions.within(scope, em -> {
                var asked = asked(em, item);
                if (agreed && asked.track() == Track.CLAIM && asked.evidence() == 0) {
                    throw new ProblemException(Problem.EVIDENCE_MISSING, Map.of());
                }
                Sql.update(
                        em,
                        """
                        insert into round_claim (item_id, tenant, beneficiary_code, agreed, payee, bank, account, statement, claimed_by_id, claimed_by, claimed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (item_id) do update set agreed = excluded.agreed, payee = excluded.payee, bank = excluded.bank,
                            account = excluded.account, statement = excluded.statement, claimed_by_id = excluded.claimed_by_id,
                            claimed_by = excluded.claimed_by, claimed_at = excluded.claimed_at
                        """,
                        item,
                        asked.tenant(),
                        scope.party(),
                        agreed,
                        said(agreed ? answer.payee() : null),
                        said(agreed ? answer.bank() : null),
                        said(agreed ? answer.account() : null).map(text -> text.replaceAll("[ -]", "")),
                        said(answer.statement()),
                        caller.accountId(),
                        caller.displayName(),
                        clock.instant());
                return item(em, scope, item);
            });
        } catch (SqlFailure e) {
            throw refused(e);
        }
    }

    private static RuntimeException refused(SqlFailure e) {
        return "42501".equals(e.state()) ? new ProblemException(Problem.ANSWERS_OVER, Map.of()) : e;
    }

    private static Optional<String> said(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(words -> !words.isEmpty());
    }

    private Asked asked(EntityManager em, UUID item) {
        var asked = Sql.first(
                        em,
                        "select i.tenant, r.track, r.answer_until, (select count(*)::int from round_evidence v where v.item_id = i.id) as evidence"
                                + " from round_item i join payment_round r on r.id = i.round_id where i.id = ?",
                        row -> new Asked(
                                row.integer("tenant"),
                                row.constant("track", Track.class),
                                row.date("answer_until"),
                                row.integer("evidence")),
                        item)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", item)));
        if (LocalDate.now(clock).isAfter(asked.until())) {
            throw new ProblemException(Problem.ANSWERS_OVER, Map.of());
        }
        return asked;
    }

    private static RoundItem item(EntityManager em, TenantScope scope, UUID id) {
        return RoundRecords.own(em, scope.party().orElseThrow()).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    /**
     * Adds evidence to a claim; the same file twice is there once.
     *
     * @param announced length the sender announced, -1 for none
     * @throws ProblemException ATTACHMENT_TOO_LARGE, ATTACHMENT_TYPE, ATTACHMENTS_TOO_LARGE, ANSWERS_OVER
     */
    public RoundItem addEvidence(
            Caller caller, int tenant, UUID item, String name, InputStream content, long announced) {
        var scope = own(caller, tenant);
        try (var incoming = attachments.receive(content, name, announced)) {
            if (incoming.size() > LARGEST_EVIDENCE) {
                throw new ProblemException(Problem.ATTACHMENT_TOO_LARGE, Map.of("limit", "10 MiB"));
            }
            var bytes = Files.readAllBytes(incoming.file());
            return transactions.within(scope, em -> {
                var asked = asked(em, item);
                if (asked.evidence() >= MOST_EVIDENCE) {
                    throw new ProblemException(
                            Problem.ATTACHMENTS_TOO_LARGE, Map.of("limit", "100 MiB", "files", MOST_EVIDENCE));
                }
                Sql.update(
                        em,
                        "insert into round_evidence (id, tenant, item_id, beneficiary_code, name, media_type, sha256, content, uploaded_by, uploaded_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (item_id, sha256) do nothing",
                        UUID.randomUUID(),
                        asked.tenant(),
                        item,
                        scope.party(),
                        incoming.name(),
                        incoming.type().mediaType(),
                        incoming.sha256(),
                        bytes,
                        caller.displayName(),
                        clock.instant());
                return item(em, scope, item);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SqlFailure e) {
            throw refused(e);
        }
    }

    /** A file of evidence, for its beneficiary and the officers who review it. */
    public record Evidence(UUID id, String name, String mediaType, String sha256) {}

    /**
     * The evidence of an item.
     *
     * @param as CLAIM for its beneficiary, DISBURSEMENT_READ for officers
     */
    public List<Evidence> evidence(Caller caller, int tenant, UUID item, Capability as) {
        return transactions.within(
                reading(caller, tenant, as),
                em -> Sql.query(
                        em,
                        "select id, name, media_type, sha256 from round_evidence where item_id = ? order by uploaded_at, id",
                        row -> new Evidence(
                                row.uuid("id"), row.text("name"), row.text("media_type"), row.text("sha256")),
                        item));
    }

    /** The bytes of one file. A reader from above the tenant is on record. */
    public byte[] content(Caller caller, int tenant, UUID item, UUID id, Capability as) {
        return transactions.within(reading(caller, tenant, as), em -> {
            if (caller.standsAbove(tenant)) {
                journal.append(em, tenant, caller, "EVIDENCE_READ", "round_item", item.toString(), null, null);
            }
            return Sql.first(
                            em,
                            "select content from round_evidence where id = ? and item_id = ?",
                            row -> row.bytes("content"),
                            id,
                            item)
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
        });
    }

    private static TenantScope reading(Caller caller, int tenant, Capability as) {
        return as == Capability.CLAIM ? own(caller, tenant) : caller.scope(tenant, as);
    }
}
