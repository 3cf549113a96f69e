package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.contract.TechnologyContract;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Json;
import org.longji.shared.Page;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/** What happened to registrations, in order, for those who rely on them: tax and finance read on from where they stopped. */
@Dependent
public class RegistrationEvents {

    private final Transactions transactions;

    @Inject
    public RegistrationEvents(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Events of a tenant and of what lies below it, oldest first.
     *
     * @param after number of the last event read; 0 for the first
     */
    public Page<RegistrationEvent> list(Caller caller, int tenant, long after, int limit) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_READ);
        return transactions.within(scope, em -> {
            var rows = Sql.query(
                    em,
                    "select * from registration_event where tenant between ? and ? and number > ? order by number limit ?",
                    row -> new RegistrationEvent(
                            row.bigint("number"),
                            row.integer("tenant"),
                            row.uuid("contract_id"),
                            row.constant("kind", RegistrationEvent.Kind.class),
                            row.date("happened_on"),
                            Json.read(row.text("content"), RegistrationEvent.Content.class)),
                    scope.low(),
                    scope.high(),
                    after,
                    limit + 1);
            return Page.of(rows, limit, event -> Long.toString(event.number()));
        });
    }

    /** Appends an event in the transaction in which it happened. */
    static void append(EntityManager em, TechnologyContract contract, RegistrationEvent.Kind kind, LocalDate on) {
        // One at a time, so that numbers come in the order of the commits: a reader who saw one has missed none before
        // it.
        Sql.query(
                em,
                "select pg_advisory_xact_lock(hashtextextended('registration_event', 0))::text as locked",
                row -> 0);
        Sql.update(
                em,
                "insert into registration_event (tenant, contract_id, kind, happened_on, content) values (?, ?, ?, ?, ?)",
                contract.tenant(),
                contract.id(),
                kind,
                on,
                Json.write(content(contract)));
    }

    private static RegistrationEvent.Content content(TechnologyContract contract) {
        var details = contract.certified();
        @Nullable LocalDate registeredOn = details.registeredOn();
        return new RegistrationEvent.Content(
                contract.registrationNumber().orElse(""),
                contract.registrationVersion(),
                details.status().name(),
                details.performance().name(),
                details.type(),
                details.subtype(),
                details.provider().creditCode(),
                details.provider().name(),
                details.recipient().creditCode(),
                details.recipient().name(),
                details.contractAmount(),
                details.assessedTechnologyAmount(),
                details.approvedTechnologyIncome(),
                details.currency(),
                details.signedOn(),
                registeredOn,
                details.validFrom(),
                details.validUntil());
    }
}
