package org.longji.entitlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.longji.entitlement.DecisionRecord.PoolShare;
import org.longji.plugin.api.Money;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.Allocation;
import org.longji.policy.HostTerms.Ties;
import org.longji.policy.PolicyVersion;
import org.longji.shared.TenantScope;

/**
 * What contracts ask of pools and what each pool gave them when it was shared out last. Sharing out is a pure function of the
 * claims: done again on the same ones it gives the same.
 */
final class PoolBook {

    /** One year's money of one policy, held by the tenant whose law it is. */
    record Pool(int tenant, String policyId, int year) {

        static Pool of(Case one) {
            return new Pool(one.version().tenant(), one.version().policyId(), one.year());
        }

        /** Only who sees every claim can share it out. */
        boolean within(TenantScope scope) {
            return scope.low() <= tenant && TenantScope.upperCode(tenant) <= scope.high();
        }
    }

    /**
     * A claim.
     *
     * @param measure what a ranking ranks by
     */
    record Claim(UUID contract, int tenant, LocalDate on, String number, Money measure, Money wanted) {}

    /** What a claim was given. */
    record Grant(Money granted, PoolShare share) {}

    /** How a pool is shared out in its year. */
    record Rule(Allocation allocation, Optional<Money> amount, Optional<Integer> places, Ties ties) {

        /** By the last version of the year that has a pool; its figures as they stand on its last day there. */
        static Optional<Rule> of(List<PolicyVersion> versions, Pool pool) {
            return versions.stream()
                    .filter(version -> version.tenant() == pool.tenant()
                            && version.policyId().equals(pool.policyId())
                            && version.terms().map(HostTerms::pool).isPresent()
                            && version.from().getYear() <= pool.year()
                            && version.until()
                                    .map(last -> last.getYear() >= pool.year())
                                    .orElse(true))
                    .max(Comparator.comparing(PolicyVersion::from))
                    .map(version -> of(version, pool.year()));
        }

        private static Rule of(PolicyVersion version, int year) {
            var terms = version.terms().map(HostTerms::pool).orElseThrow();
            var end = LocalDate.of(year, 12, 31);
            var day = version.until().filter(last -> last.isBefore(end)).orElse(end);
            return new Rule(
                    Objects.requireNonNull(terms.allocation()),
                    HostTerms.figure(version, terms.amount(), terms.basis(), day)
                            .map(figure -> Money.of(figure.value(), RoundingMode.DOWN)),
                    HostTerms.figure(version, terms.places(), terms.basis(), day)
                            .map(figure -> figure.value().intValue()),
                    Objects.requireNonNullElse(terms.ties(), Ties.EARLIER_FIRST));
        }

        /** What each claim gets, in the order of the pool. */
        Map<UUID, Grant> share(List<Claim> claims) {
            var order = new ArrayList<>(claims);
            var inTime =
                    Comparator.comparing(Claim::on).thenComparing(Claim::number).thenComparing(Claim::contract);
            order.sort(
                    allocation == Allocation.RANKING
                            ? Comparator.comparing(Claim::measure).reversed().thenComparing(inTime)
                            : inTime);
            return allocation == Allocation.PRO_RATA ? inProportion(order) : inOrder(order);
        }

        private Map<UUID, Grant> inProportion(List<Claim> order) {
            var wanted = Money.sum(order.stream().map(Claim::wanted).toList());
            var there = amount.orElse(wanted).min(wanted);
            var parts = order.isEmpty()
                    ? List.<Money>of()
                    : Apportionment.parts(
                            there,
                            order.stream()
                                    .map(claim ->
                                            BigDecimal.valueOf(claim.wanted().fen()))
                                    .toList());
            var grants = new LinkedHashMap<UUID, Grant>();
            for (int i = 0; i < order.size(); i++) {
                grants.put(
                        order.get(i).contract(),
                        new Grant(parts.get(i), new PoolShare(allocation, amount, places, order.size(), wanted)));
            }
            return grants;
        }

        private Map<UUID, Grant> inOrder(List<Claim> order) {
            int most = allocation == Allocation.RANKING ? placed(order) : order.size();
            var taken = Money.ZERO;
            var grants = new LinkedHashMap<UUID, Grant>();
            for (int i = 0; i < order.size(); i++) {
                var claim = order.get(i);
                var left = amount.isPresent() ? claim.wanted().min(amount.get().minus(taken)) : claim.wanted();
                var granted = i < most ? left.max(Money.ZERO) : Money.ZERO;
                grants.put(
                        claim.contract(),
                        new Grant(granted, new PoolShare(allocation, amount, places, position(order, i), taken)));
                taken = taken.plus(granted);
            }
            return grants;
        }

        /** Those who tie have one rank, unless the earlier one goes first. */
        private int position(List<Claim> order, int index) {
            if (allocation == Allocation.RANKING && ties != Ties.EARLIER_FIRST) {
                while (index > 0 && tie(order, index - 1, index)) {
                    index--;
                }
            }
            return index + 1;
        }

        /** How many get a place. */
        private int placed(List<Claim> order) {
            int most = Math.min(places.orElse(order.size()), order.size());
            if (most == 0 || most == order.size() || !tie(order, most - 1, most)) {
                return most;
            }
            return switch (ties) {
                case EARLIER_FIRST -> most;
                case ALL -> {
                    while (most < order.size() && tie(order, most - 1, most)) {
                        most++;
                    }
                    yield most;
                }
                case NONE -> {
                    while (most > 0 && tie(order, most - 1, most)) {
                        most--;
                    }
                    yield most;
                }
            };
        }

        private static boolean tie(List<Claim> order, int one, int other) {
            return order.get(one).measure().equals(order.get(other).measure());
        }
    }

    /** What a case asks of its pool. */
    static Claim claim(Case one, Money wanted) {
        var by = one.version().terms().map(HostTerms::pool).map(HostTerms.Pool::by);
        var measure = by.map(what -> switch (what) {
                    case AWARD -> wanted;
                    case TECHNOLOGY_AMOUNT -> one.matter().technologyAmount(one.side());
                    case RECEIVED -> one.received();
                })
                .orElse(Money.ZERO);
        return new Claim(
                one.subject(),
                one.matter().tenant(),
                one.governingDate(),
                one.matter().number(),
                measure,
                wanted);
    }

    private final Map<Pool, Map<UUID, Claim>> claims = new LinkedHashMap<>();
    private final Map<Pool, Map<UUID, Grant>> grants = new LinkedHashMap<>();

    /** A book that begins with what another holds. */
    PoolBook copy() {
        var copy = new PoolBook();
        claims.forEach((pool, of) -> copy.claims.put(pool, new LinkedHashMap<>(of)));
        grants.forEach((pool, of) -> copy.grants.put(pool, new LinkedHashMap<>(of)));
        return copy;
    }

    /** What is on record. */
    void put(Pool pool, Claim claim, Optional<Grant> grant) {
        claims.computeIfAbsent(pool, key -> new LinkedHashMap<>()).put(claim.contract(), claim);
        grant.ifPresent(given ->
                grants.computeIfAbsent(pool, key -> new LinkedHashMap<>()).put(claim.contract(), given));
    }

    /** A contract is decided again: what it asks for in the year is said anew. */
    void forget(UUID contract, int year) {
        claims.forEach((pool, of) -> {
            if (pool.year() == year) {
                of.remove(contract);
            }
        });
    }

    /** Notes what a case asks for, and gives what the pool gave it last. */
    Optional<Grant> ask(Case one, Money wanted) {
        var pool = Pool.of(one);
        claims.computeIfAbsent(pool, key -> new LinkedHashMap<>()).put(one.subject(), claim(one, wanted));
        return Optional.ofNullable(grants.getOrDefault(pool, Map.of()).get(one.subject()));
    }

    /** Shares out every pool of a year that lies in the scope; true where anybody gets something else than before. */
    boolean shareOut(List<PolicyVersion> versions, TenantScope scope, int year) {
        boolean changed = false;
        for (var pool : claims.keySet()) {
            var rule = pool.year() == year && pool.within(scope) ? Rule.of(versions, pool) : Optional.<Rule>empty();
            if (rule.isPresent()) {
                var shared = rule.get().share(List.copyOf(claims.get(pool).values()));
                changed |= !shared.equals(grants.getOrDefault(pool, Map.of()));
                grants.put(pool, new LinkedHashMap<>(shared));
            }
        }
        return changed;
    }

    Map<Pool, Map<UUID, Claim>> claims() {
        return claims;
    }

    Map<Pool, Map<UUID, Grant>> grants() {
        return grants;
    }
}
