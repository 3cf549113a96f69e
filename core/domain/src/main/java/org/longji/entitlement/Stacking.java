package org.longji.entitlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.longji.entitlement.DecisionRecord.Limit;
import org.longji.entitlement.DecisionRecord.LimitKind;
import org.longji.entitlement.DecisionRecord.Related;
import org.longji.plugin.api.Money;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.Level;
import org.longji.policy.HostTerms.Meeting;
import org.longji.policy.HostTerms.Relation;
import org.longji.policy.HostTerms.Rule;

/**
 * What versions say of each other, on the cases of one project in one year. Policies are decided one after another: province,
 * prefecture, county, and whoever depends on another's result after that one. Every relation is a limit on what a later one
 * still gets (ADR 0022).
 */
final class Stacking {

    private final List<Case> cases;
    private final Draw draw;
    private final Set<Case> decided = java.util.Collections.newSetFromMap(new IdentityHashMap<>());

    /** What the ledger has to say of a case once its relations are known. */
    interface Draw {

        /** Takes what the case wants out of its caps and tells it. */
        void caps(Case one);

        /** Gives back what it took. */
        void release(Case one);

        /** Takes what is left out of the pool and tells it. */
        void pool(Case one);
    }

    private Stacking(List<Case> cases, Draw draw) {
        this.cases = cases;
        this.draw = draw;
    }

    static void apply(List<Case> project, Draw draw) {
        new Stacking(project, draw).apply();
    }

    private void apply() {
        for (var set : order()) {
            var members = cases.stream()
                    .filter(one -> set.policies().contains(one.version().policyId()))
                    .toList();
            for (var one : members) {
                limits(one, members);
                draw.caps(one);
                decided.add(one);
            }
            if (set.policies().size() > 1) {
                highest(members, set.meeting());
            }
            members.forEach(draw::pool);
        }
    }

    /** Policies that are decided at once, because only the highest of them is paid; mostly one alone. */
    private record Together(Set<String> policies, Meeting meeting) {}

    private List<Together> order() {
        var sets = new LinkedHashMap<String, Together>();
        var levels = new HashMap<String, Level>();
        for (var one : cases) {
            var id = one.version().policyId();
            sets.putIfAbsent(id, new Together(new TreeSet<>(Set.of(id)), Meeting.CONTRACT));
            levels.merge(id, Level.of(one.version().tenant()), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        each(Rule.HIGHEST, (one, other, relation) -> {
            var mine = sets.get(one.version().policyId());
            var theirs = sets.get(other.version().policyId());
            var joined = new TreeSet<>(mine.policies());
            joined.addAll(theirs.policies());
            boolean project = relation.meeting() == Meeting.PROJECT
                    || mine.meeting() == Meeting.PROJECT
                    || theirs.meeting() == Meeting.PROJECT;
            var together = new Together(joined, project ? Meeting.PROJECT : Meeting.CONTRACT);
            joined.forEach(policy -> sets.put(policy, together));
        });
        var waits = new HashMap<Together, Set<Together>>();
        for (var rule : List.of(Rule.TOP_UP, Rule.NOT_BESIDE)) {
            each(rule, (one, other, relation) -> {
                var mine = sets.get(one.version().policyId());
                var first = sets.get(other.version().policyId());
                if (!mine.equals(first)) {
                    waits.computeIfAbsent(mine, key -> new HashSet<>()).add(first);
                }
            });
        }
        var left = new ArrayList<>(new HashSet<>(sets.values()));
        left.sort(Comparator.<Together, Level>comparing(set -> set.policies().stream()
                        .map(levels::get)
                        .max(Comparator.naturalOrder())
                        .orElse(Level.COUNTY))
                .thenComparing(set -> set.policies().iterator().next()));
        var order = new ArrayList<Together>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(set -> waits.getOrDefault(set, Set.of()).stream().noneMatch(left::contains))
                    .findFirst()
                    // Published versions never wait for each other in a circle; should they, somebody must begin.
                    .orElse(left.get(0));
            left.remove(next);
            order.add(next);
        }
        return order;
    }

    private interface Pair {
        void meet(Case one, Case other, Relation relation);
    }

    private void each(Rule rule, Pair pair) {
        for (var one : cases) {
            for (var relation : one.version().relations()) {
                if (relation.rule() == rule) {
                    for (var other : cases) {
                        if (meets(one, other, relation.meeting())
                                && relation.concerns(one.version(), other.version())) {
                            pair.meet(one, other, relation);
                        }
                    }
                }
            }
        }
    }

    /**
     * Two awards meet where the same party gets them for the same contract, or the same project; and those about years where they
     * are the same applicant's.
     */
    private static boolean meets(Case one, Case other, Meeting meeting) {
        if (one.ofYear() || other.ofYear()) {
            return one.ofYear() && other.ofYear() && one.beneficiary().equals(other.beneficiary());
        }
        return one.side() == other.side()
                && (meeting == Meeting.PROJECT || one.subject().equals(other.subject()))
                && (meeting == Meeting.CONTRACT || one.beneficiary().equals(other.beneficiary()));
    }

    private void limits(Case one, List<Case> members) {
        for (var relation : one.version().relations()) {
            if (relation.rule() != null && relation.rule().after() && one.due().isPositive()) {
                after(one, relation, members);
            }
        }
        for (var declaring : cases) {
            for (var relation : declaring.version().relations()) {
                if (relation.ceiling() != null
                        && one.due().isPositive()
                        && meets(one, declaring, relation.meeting())
                        && (declaring == one
                                || declaring.version() == one.version()
                                || relation.concerns(declaring.version(), one.version()))) {
                    ceiling(one, declaring, relation);
                }
            }
        }
    }

    private void after(Case one, Relation relation, List<Case> members) {
        var others = cases.stream()
                .filter(other ->
                        meets(one, other, relation.meeting()) && relation.concerns(one.version(), other.version()))
                .toList();
        var basis = HostTerms.basis(one.version(), relation.basis());
        var related = related(others);
        var kind = relation.rule() == Rule.TOP_UP ? LimitKind.TOP_UP : LimitKind.NOT_BESIDE;
        if (others.stream().anyMatch(Case::undecided)) {
            one.tell(Limit.of(kind, basis, related, Optional.empty()));
            return;
        }
        var sum = sum(others);
        if (kind == LimitKind.NOT_BESIDE) {
            if (sum.isPositive()) {
                one.tell(Limit.of(kind, basis, related, Optional.of(Money.ZERO)));
            }
            return;
        }
        var own = cases.stream()
                .filter(other -> decided.contains(other)
                        && other.version().policyId().equals(one.version().policyId())
                        && meets(one, other, relation.meeting()))
                .toList();
        var rate = one.terms().figure(relation.rate(), relation.basis());
        var total = one.terms().figure(relation.upTo(), relation.basis()).map(figure -> money(figure.value()));
        Money limit;
        if (relation.rate() != null) {
            limit = rate.map(figure -> sum.times(figure.value(), RoundingMode.HALF_UP))
                    .orElse(Money.ZERO);
        } else if (relation.upTo() != null) {
            limit = total.orElse(Money.ZERO).minus(sum);
        } else {
            limit = Money.sum(members.stream()
                            .filter(other -> other.version()
                                            .policyId()
                                            .equals(one.version().policyId())
                                    && meets(one, other, relation.meeting()))
                            .map(Case::assessed)
                            .toList())
                    .minus(sum);
        }
        one.tell(
                Limit.of(kind, basis, related, Optional.of(limit.minus(sum(own)).max(Money.ZERO)))
                        .of(total, rate.map(HostTerms.Figure::value)));
    }

    private void ceiling(Case one, Case declaring, Relation relation) {
        var figure = declaring.terms().figure(relation.ceiling(), relation.basis());
        if (figure.isEmpty()) {
            return;
        }
        var before = cases.stream()
                .filter(other -> other != one
                        && decided.contains(other)
                        && meets(one, other, relation.meeting())
                        && (other.version()
                                        .policyId()
                                        .equals(declaring.version().policyId())
                                || relation.concerns(declaring.version(), other.version())))
                .toList();
        var ceiling = money(figure.get().value());
        boolean known = before.stream().noneMatch(Case::undecided);
        // Another contract of the project may declare the very same.
        if (one.limits().stream()
                .noneMatch(limit -> limit.kind() == LimitKind.CEILING
                        && limit.basis().equals(HostTerms.basis(declaring.version(), relation.basis())))) {
            one.tell(Limit.of(
                            LimitKind.CEILING,
                            HostTerms.basis(declaring.version(), relation.basis()),
                            related(before),
                            known ? Optional.of(ceiling.minus(sum(before)).max(Money.ZERO)) : Optional.empty())
                    .of(Optional.of(ceiling), Optional.empty())
                    .declaredBy(
                            declaring.version().policyId().equals(one.version().policyId())
                                    ? Optional.empty()
                                    : Optional.of(declaring.version().policyId())));
        }
    }

    private void highest(List<Case> members, Meeting meeting) {
        var groups = new LinkedHashMap<Object, List<Case>>();
        for (var one : members) {
            groups.computeIfAbsent(
                            one.ofYear()
                                    ? List.of(one.beneficiary())
                                    : meeting == Meeting.CONTRACT
                                            ? List.of(one.subject(), one.side())
                                            : List.of(one.beneficiary(), one.side()),
                            key -> new ArrayList<>())
                    .add(one);
        }
        groups.values().forEach(this::highest);
    }

    private void highest(List<Case> group) {
        var byPolicy = new LinkedHashMap<String, List<Case>>();
        group.forEach(one -> byPolicy.computeIfAbsent(one.version().policyId(), key -> new ArrayList<>())
                .add(one));
        var undecided = group.stream().filter(Case::undecided).toList();
        var winner = byPolicy.values().stream()
                .filter(of -> sum(of).isPositive())
                .min(Comparator.<List<Case>, Money>comparing(Stacking::sum, Comparator.reverseOrder())
                        .thenComparing(of -> Level.of(of.get(0).version().tenant()))
                        .thenComparing(of -> of.get(0).version().from())
                        .thenComparing(of -> of.get(0).version().policyId()));
        for (var one : group) {
            var waited = undecided.stream()
                    .filter(other ->
                            !other.version().policyId().equals(one.version().policyId()))
                    .toList();
            if (one.due().isZero() || byPolicy.size() < 2) {
                continue;
            }
            if (!waited.isEmpty()) {
                draw.release(one);
                one.tell(Limit.of(LimitKind.HIGHEST, clause(one, group), related(waited), Optional.empty()));
            } else if (winner.filter(of -> !of.contains(one)).isPresent()) {
                draw.release(one);
                one.tell(Limit.of(
                        LimitKind.HIGHEST, clause(one, group), related(winner.get()), Optional.of(Money.ZERO)));
            }
        }
    }

    /** The clause of the case's own version, or of whoever else says that only the highest is paid. */
    private static org.longji.plugin.api.LegalBasis clause(Case one, List<Case> group) {
        var declaring = new ArrayList<Case>(List.of(one));
        declaring.addAll(group);
        for (var by : declaring) {
            for (var relation : by.version().relations()) {
                if (relation.rule() == Rule.HIGHEST) {
                    return HostTerms.basis(by.version(), relation.basis());
                }
            }
        }
        return HostTerms.basis(one.version(), null);
    }

    /** One line for each policy, however many contracts of a project it is about. */
    private static List<Related> related(Collection<Case> others) {
        var lines = new LinkedHashMap<String, Related>();
        for (var other : others) {
            var related = other.related();
            lines.merge(
                    related.policy(),
                    related,
                    (a, b) -> new Related(
                            a.policy(),
                            a.tenant(),
                            a.version(),
                            a.title(),
                            // What is undecided stays so; beyond that, anything due makes it due.
                            b.status().undecided()
                                            || (!a.status().undecided()
                                                    && b.amount().isPositive())
                                    ? b.status()
                                    : a.status(),
                            a.amount().plus(b.amount())));
        }
        return List.copyOf(lines.values());
    }

    private static Money sum(Collection<Case> cases) {
        return Money.sum(cases.stream().map(Case::due).toList());
    }

    private static Money money(BigDecimal figure) {
        return Money.of(figure, RoundingMode.HALF_UP);
    }
}
