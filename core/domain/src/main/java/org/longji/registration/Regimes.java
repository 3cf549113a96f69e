package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/** The regimes on record. A tenant sees its own and those of the tenants above it; of one regime the nearest one counts. */
@Dependent
public class Regimes {

    private final Transactions transactions;
    private final Clock clock;

    @Inject
    public Regimes(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A regime with the hash of the text it was loaded from.
     *
     * @param hash SHA-256 of the text, which an examination is pinned to
     */
    public record Loaded(Regime rules, String hash) {}

    /** The regimes of a tenant, the latest first. */
    public List<Regime> list(Caller caller, int tenant) {
        return transactions.within(
                caller.scope(tenant, Capability.TENANT_READ),
                em -> Sql.query(em, """
                        select distinct on (valid_from, regime) tenant, regime, hash, content from registration_regime
                        where current and tenant <= ? and upper_code >= ? order by valid_from desc, regime, tenant desc
                        """, Regimes::loaded, tenant, tenant).stream()
                        .map(Loaded::rules)
                        .toList());
    }

    /**
     * What a filing of a type is filled in with when it is submitted on a day.
     *
     * @param on the day; today when null
     */
    public FilingForm form(
            Caller caller, int tenant, @Nullable ContractType type, @Nullable String subtype, @Nullable LocalDate on) {
        var scope = caller.scope(tenant, Capability.TENANT_READ);
        new FieldChecks().present(type, "type").present(subtype, "subtype").done();
        var day = on == null ? LocalDate.now(clock) : on;
        return transactions.within(
                scope,
                em -> FilingForm.of(
                        governing(em, tenant, day).rules(),
                        Objects.requireNonNull(type),
                        Objects.requireNonNull(subtype)));
    }

    /**
     * The regime that governs what is submitted at a tenant on a day.
     *
     * @throws ProblemException NO_REGIME when none does
     */
    static Loaded governing(EntityManager em, int tenant, LocalDate submitted) {
        return Sql.first(em, """
                        select tenant, regime, hash, content from registration_regime
                        where current and tenant <= ? and upper_code >= ? and valid_from <= ? and (valid_until is null or valid_until >= ?)
                        order by tenant desc, valid_from desc limit 1
                        """, Regimes::loaded, tenant, tenant, submitted, submitted)
                .orElseThrow(() -> new ProblemException(Problem.NO_REGIME, Map.of("day", submitted)));
    }

    /** The text an examination is pinned to. */
    static Loaded pinned(EntityManager em, int tenant, String regime, String hash) {
        return Sql.first(
                        em,
                        "select tenant, regime, hash, content from registration_regime where tenant = ? and regime = ? and hash = ?",
                        Regimes::loaded,
                        tenant,
                        regime,
                        hash)
                .orElseThrow(() -> new IllegalStateException("The regime of an examination is never removed"));
    }

    /**
     * Brings a regime on record, unless this text of it is the current one already.
     *
     * @return whether anything changed
     */
    static boolean put(EntityManager em, Regime regime) {
        var content = Json.write(regime);
        var hash = Sha256.hex(content);
        boolean present = Sql.first(
                        em,
                        "select hash from registration_regime where tenant = ? and regime = ? and current",
                        row -> row.text("hash"),
                        regime.tenant(),
                        regime.regime())
                .filter(hash::equals)
                .isPresent();
        if (present) {
            return false;
        }
        Sql.update(
                em,
                "update registration_regime set current = false where tenant = ? and regime = ? and current",
                regime.tenant(),
                regime.regime());
        Sql.update(em, """
                insert into registration_regime (tenant, upper_code, regime, hash, valid_from, valid_until, content)
                select code, upper_code, ?, ?, ?, ?, ? from tenant where code = ?
                on conflict (tenant, regime, hash) do update set current = true, loaded_at = clock_timestamp()
                """, regime.regime(), hash, regime.from(), regime.until(), content, regime.tenant());
        return true;
    }

    private static Loaded loaded(Row row) {
        return new Loaded(Json.read(row.text("content"), Regime.class), row.text("hash"));
    }
}
