package org.longji.registration;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractDetails;
import org.longji.contract.TechnologyContract;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;

/** Requests after a decision as they are kept, and what a registration said before them; in the transaction that locks the contract. */
final class ChangeRecords {

    private ChangeRecords() {}

    /** A request with the account that filed it. */
    record Stored(RegistrationChange change, UUID filedBy) {}

    static Optional<Stored> pending(EntityManager em, TechnologyContract contract) {
        return Sql.first(
                em,
                "select * from registration_change where contract_id = ? and tenant = ? and status = 'PENDING'",
                ChangeRecords::stored,
                contract.id(),
                contract.tenant());
    }

    static Stored found(EntityManager em, TechnologyContract contract, int number) {
        return Sql.first(
                        em,
                        "select * from registration_change where contract_id = ? and number = ? and tenant = ?",
                        ChangeRecords::stored,
                        contract.id(),
                        number,
                        contract.tenant())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", number)));
    }

    /** The latest first. */
    static List<RegistrationChange> all(EntityManager em, TechnologyContract contract) {
        return Sql.query(
                em,
                "select * from registration_change where contract_id = ? and tenant = ? order by number desc",
                row -> stored(row).change(),
                contract.id(),
                contract.tenant());
    }

    /** Periods of royalties that were settled already, as inclusive pairs of days. */
    static boolean settledWithin(EntityManager em, TechnologyContract contract, LocalDate from, LocalDate until) {
        return all(em, contract).stream()
                .filter(one -> one.status() == RegistrationChange.Status.APPROVED)
                .map(one -> one.form().settlement())
                .anyMatch(one -> one != null
                        && !one.from().isAfter(until)
                        && !one.until().isBefore(from));
    }

    static int file(
            EntityManager em,
            Caller by,
            TechnologyContract contract,
            ChangeForm form,
            LocalDate on,
            LocalDate due,
            LocalDate warn) {
        int number = 1
                + Sql.first(
                                em,
                                "select max(number) as number from registration_change where contract_id = ? and tenant = ?",
                                row -> row.optionalInteger("number").orElse(0),
                                contract.id(),
                                contract.tenant())
                        .orElse(0);
        Sql.update(
                em,
                """
                insert into registration_change (contract_id, number, tenant, kind, reason, effective_on, content, filed_by,
                    filed_by_name, filed_on, due_on, warn_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                contract.id(),
                number,
                contract.tenant(),
                form.kind(),
                form.reason(),
                form.effectiveOn(),
                Json.write(form),
                by.accountId(),
                by.displayName(),
                on,
                due,
                warn);
        return number;
    }

    /** Closes a pending request. */
    static void close(
            EntityManager em,
            Caller by,
            TechnologyContract contract,
            int number,
            RegistrationChange.Status status,
            LocalDate on,
            @Nullable String words,
            @Nullable Integer version) {
        boolean decided = status != RegistrationChange.Status.WITHDRAWN;
        Sql.update(
                em,
                """
                update registration_change set status = ?, decided_by = ?, decided_by_name = ?, decided_on = ?, words = ?,
                    resulting_version = ? where contract_id = ? and number = ? and tenant = ?
                """,
                status,
                decided ? by.accountId() : null,
                decided ? by.displayName() : null,
                on,
                words,
                version,
                contract.id(),
                number,
                contract.tenant());
    }

    /** Keeps why an amendment does not make the contract another one's record. */
    static void keep(EntityManager em, TechnologyContract contract, int number, NotTheSame answered) {
        Sql.update(
                em,
                "update registration_change set not_the_same = ? where contract_id = ? and number = ? and tenant = ?",
                Json.write(answered),
                contract.id(),
                number,
                contract.tenant());
    }

    /** Keeps what the registration says now, before it says something new. */
    static void keep(EntityManager em, ContractDetails now, LocalDate until) {
        Sql.update(
                em,
                "insert into earlier_version (contract_id, registration_version, tenant, content, until) values (?, ?, ?, ?, ?)",
                now.id(),
                now.registrationVersion(),
                now.tenant(),
                Json.write(now),
                until);
    }

    /** What the registration said before its amendments, the latest first. */
    static List<ContractDetails> earlier(EntityManager em, TechnologyContract contract) {
        return Sql.query(
                em,
                "select content from earlier_version where contract_id = ? and tenant = ? order by registration_version desc",
                row -> Json.read(row.text("content"), ContractDetails.class),
                contract.id(),
                contract.tenant());
    }

    private static Stored stored(Row row) {
        return new Stored(
                new RegistrationChange(
                        row.uuid("contract_id"),
                        row.integer("number"),
                        row.integer("tenant"),
                        Json.read(row.text("content"), ChangeForm.class),
                        row.constant("status", RegistrationChange.Status.class),
                        row.text("filed_by_name"),
                        row.date("filed_on"),
                        row.date("due_on"),
                        row.optionalText("decided_by_name").orElse(null),
                        row.optionalDate("decided_on").orElse(null),
                        row.optionalText("words").orElse(null),
                        row.optionalInteger("resulting_version").orElse(null),
                        row.optionalText("not_the_same")
                                .map(json -> Json.read(json, NotTheSame.class))
                                .orElse(null)),
                row.uuid("filed_by"));
    }
}
