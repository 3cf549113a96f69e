package org.longji.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.policy.HostTerms.Clause;
import org.longji.policy.HostTerms.Instalment;
import org.longji.policy.HostTerms.Level;
import org.longji.policy.HostTerms.Meeting;
import org.longji.policy.HostTerms.Pool;
import org.longji.policy.HostTerms.Relation;
import org.longji.policy.HostTerms.Rule;
import org.longji.policy.HostTerms.SharedCost;

/** Terms for tests, section by section. */
public final class SomeTerms {

    public static final Clause CLAUSE = new Clause("试办法", "第八条");

    private SomeTerms() {}

    public static HostTerms relations(Relation... relations) {
        return new HostTerms(List.of(), List.of(), List.of(relations), null, null, List.of(), null);
    }

    public static HostTerms groups(String... groups) {
        return new HostTerms(List.of(groups), List.of(), List.of(), null, null, List.of(), null);
    }

    public static HostTerms pool(Pool pool) {
        return new HostTerms(List.of(), List.of(), List.of(), null, pool, List.of(), null);
    }

    public static HostTerms caps(HostTerms.FurtherCap... caps) {
        return new HostTerms(List.of(), List.of(caps), List.of(), null, null, List.of(), null);
    }

    public static Relation highest(Meeting on, String... with) {
        return new Relation(Rule.HIGHEST, on, List.of(with), null, null, null, null, CLAUSE);
    }

    public static Relation cumulative(@Nullable String ceiling, String... with) {
        return new Relation(Rule.CUMULATIVE, null, List.of(with), null, null, null, ceiling, CLAUSE);
    }

    public static Relation topUp(@Nullable String rate, @Nullable String upTo, String... with) {
        return new Relation(Rule.TOP_UP, null, List.of(with), null, rate, upTo, null, CLAUSE);
    }

    public static Relation notBeside(String... with) {
        return new Relation(Rule.NOT_BESIDE, null, List.of(with), null, null, null, null, CLAUSE);
    }

    public static HostTerms paid(List<SharedCost.Part> parts, List<Instalment> instalments) {
        return new HostTerms(
                List.of(),
                List.of(),
                List.of(),
                parts.isEmpty() ? null : new SharedCost(parts, CLAUSE),
                null,
                instalments,
                null);
    }

    public static SharedCost.Part part(Level level, String share) {
        return new SharedCost.Part(level, share);
    }

    /** A year's further law in one: the relations and the pool. */
    public static HostTerms with(HostTerms terms, @Nullable Pool pool) {
        return new HostTerms(
                terms.groups(),
                terms.caps(),
                terms.relations(),
                terms.sharedCost(),
                pool,
                terms.instalments(),
                terms.clawback());
    }
}
