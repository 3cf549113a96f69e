package org.longji.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.HostTerms.Relation;
import org.longji.policy.HostTerms.Rule;

/**
 * Finds versions whose terms cannot both be kept, when one of them is published and not when somebody is to be paid. Two
 * versions meet where one tenant covers the other and some day lies in both.
 */
final class Contradictions {

    private final List<PolicyVersion> versions;
    private final Function<PolicyVersion, Optional<About>> about;

    /**
     * @param versions everything that is law
     * @param about whom a version pays for what, where that is known
     */
    Contradictions(List<PolicyVersion> versions, Function<PolicyVersion, Optional<About>> about) {
        this.versions = List.copyOf(versions);
        this.about = about;
    }

    /** Which side a version pays, for what. */
    record About(Side side, Subject subject) {

        static About of(PolicyHandle handle) {
            return new About(handle.descriptor().side(), handle.subject());
        }

        boolean ofYears() {
            return subject == Subject.APPLICANT_YEAR;
        }
    }

    /** A relation and the version that declares it. */
    private record Declared(PolicyVersion by, Relation relation, int index) {

        LegalBasis basis() {
            return HostTerms.basis(by, relation.basis());
        }
    }

    /** What a version contradicts, the enacted ones as they would stand beside it. */
    List<Contradiction> of(PolicyVersion version) {
        var all = new ArrayList<>(versions);
        all.removeIf(other -> sameName(other, version));
        all.add(version);
        return find(all, Set.of(version));
    }

    /** Everything among the versions themselves. */
    List<Contradiction> all() {
        return find(versions, Set.copyOf(versions));
    }

    private List<Contradiction> find(List<PolicyVersion> all, Set<PolicyVersion> about) {
        var declared = new ArrayList<Declared>();
        for (var version : all) {
            for (int i = 0; i < version.relations().size(); i++) {
                declared.add(new Declared(version, version.relations().get(i), i));
            }
        }
        var found = new LinkedHashSet<Contradiction>();
        for (var one : declared) {
            for (var other : all) {
                if ((about.contains(one.by()) || about.contains(other))
                        && meet(one.by(), other)
                        && one.relation().concerns(one.by(), other)) {
                    pair(one, other, all, declared, about, found);
                }
            }
        }
        cycles(all, declared, about, found);
        pools(all, about, found);
        return List.copyOf(found);
    }

    private void pair(
            Declared one,
            PolicyVersion other,
            List<PolicyVersion> all,
            List<Declared> declared,
            Set<PolicyVersion> about,
            Set<Contradiction> found) {
        var version = one.by();
        var basis = one.basis();
        var mine = this.about.apply(version);
        var theirs = this.about.apply(other);
        boolean ofYears = mine.filter(About::ofYears).isPresent();
        // A year is governed by its last day, whatever the clock.
        if (!ofYears && version.clock() != other.clock()) {
            found.add(refusal(
                    one,
                    other,
                    new Text(
                            "两者取不同的日期（" + version.clock() + " 与 " + other.clock() + "），同一笔支持可能落在不同年度，无法比较",
                            "they go by different dates (" + version.clock() + " and " + other.clock()
                                    + "), so their awards may fall into different years")));
        }
        if (mine.isPresent() && theirs.isPresent() && ofYears != theirs.get().ofYears()) {
            found.add(
                    refusal(
                            one,
                            other,
                            new Text(
                                    "一方以合同为对象，另一方以申请人的整个年度为对象，不能逐项比较；须以同一对象规定",
                                    "the one is about single contracts, the other about an applicant's whole year: they never meet in one case")));
        } else if (ofYears && one.relation().meeting() == HostTerms.Meeting.PROJECT) {
            found.add(refusal(
                    one,
                    other,
                    new Text(
                            "两者以申请人的整个年度为对象，按申请人相比，不能限定同一项目",
                            "both are about an applicant's whole year and meet by the applicant, not by the project")));
        } else if (mine.isPresent()
                && theirs.isPresent()
                && !ofYears
                && mine.get().side() != theirs.get().side()) {
            found.add(refusal(
                    one,
                    other,
                    new Text("两者支持合同的不同一方，不是同一受益人", "they pay different sides of a contract, so nobody gets both")));
        }
        if (one.relation().rule() != null
                && one.relation().rule().after()
                && HostTerms.Level.of(other.tenant()).compareTo(HostTerms.Level.of(version.tenant())) > 0) {
            found.add(refusal(
                    one,
                    other,
                    new Text(
                            "上级政策不能以下级政策的结果为前提：先定省、再定市、后定县",
                            "an upper level is decided first and cannot wait for a lower one")));
        }
        for (var back : declared) {
            // Two that disagree are named once, the version in question first.
            if (back.by() == other
                    && about.contains(version)
                    && (!about.contains(other) || all.indexOf(version) < all.indexOf(other))
                    && back.relation().concerns(other, version)
                    && !agree(one.relation(), back.relation())) {
                found.add(new Contradiction(
                        version.tenant(),
                        version.policyId(),
                        version.version(),
                        basis,
                        other.tenant(),
                        other.policyId(),
                        other.version(),
                        back.basis(),
                        "terms.relations." + one.index(),
                        false,
                        new Text(
                                "一方规定“" + word(one.relation()).zh() + "”，另一方规定“"
                                        + word(back.relation()).zh() + "”",
                                "the one says " + word(one.relation()).en() + ", the other "
                                        + word(back.relation()).en())));
            }
        }
        for (var twice : declared) {
            if (twice.by() == version
                    && twice.index() > one.index()
                    && twice.relation().concerns(version, other)
                    && !agree(one.relation(), twice.relation())) {
                found.add(refusal(
                        twice,
                        other,
                        new Text(
                                "本版本对同一政策既规定“" + word(one.relation()).zh() + "”，又规定“"
                                        + word(twice.relation()).zh() + "”",
                                "it says both " + word(one.relation()).en() + " and "
                                        + word(twice.relation()).en() + " of the same policy")));
            }
        }
        ceiling(one, other, found);
    }

    /** A ceiling one part alone can exceed still binds, but somebody may have meant something else. */
    private static void ceiling(Declared one, PolicyVersion other, Set<Contradiction> found) {
        for (var part : List.of(one.by(), other)) {
            for (var day : new TreeSet<>(days(one.by(), other))) {
                var ceiling = HostTerms.figure(
                        one.by(), one.relation().ceiling(), one.relation().basis(), day);
                var cap = part.cap()
                        .flatMap(rule -> Optional.ofNullable(part.valuesOn(day).get(rule.parameter())))
                        .filter(value -> HostTerms.number(value.value()))
                        .map(value -> new BigDecimal(value.value()));
                if (ceiling.isPresent()
                        && cap.isPresent()
                        && ceiling.get().value().compareTo(cap.get()) < 0) {
                    found.add(warning(
                            one,
                            other,
                            new Text(
                                    "合计上限 " + ceiling.get().value().toPlainString() + " 元低于“"
                                            + part.title().zh() + "”自身的封顶 "
                                            + cap.get().toPlainString() + " 元",
                                    "the ceiling of " + ceiling.get().value().toPlainString()
                                            + " lies below the own cap of "
                                            + part.title().en() + ", "
                                            + cap.get().toPlainString())));
                    break;
                }
            }
        }
    }

    private static Set<LocalDate> days(PolicyVersion one, PolicyVersion other) {
        var days = new TreeSet<LocalDate>();
        days.addAll(one.changes());
        days.addAll(other.changes());
        days.removeIf(day -> !one.inForceOn(day) || !other.inForceOn(day));
        return days;
    }

    private static boolean agree(Relation one, Relation back) {
        var rules = List.of(Optional.ofNullable(one.rule()), Optional.ofNullable(back.rule()));
        if (rules.get(0).equals(rules.get(1))) {
            return one.rule() != null && !one.rule().after() || one.equals(back);
        }
        // A lower level may top up what an upper one lets it add to.
        return Set.of(Rule.CUMULATIVE, Rule.TOP_UP)
                .containsAll(rules.stream().flatMap(Optional::stream).toList());
    }

    /** Awards that wait for each other: whoever is decided after another, all the way round. */
    private void cycles(
            List<PolicyVersion> all, List<Declared> declared, Set<PolicyVersion> about, Set<Contradiction> found) {
        Map<PolicyVersion, List<Declared>> waits = new HashMap<>();
        Map<Declared, List<PolicyVersion>> targets = new HashMap<>();
        for (var one : declared) {
            if (one.relation().rule() != null && one.relation().rule().after()) {
                waits.computeIfAbsent(one.by(), key -> new ArrayList<>()).add(one);
                targets.put(
                        one,
                        all.stream()
                                .filter(other ->
                                        meet(one.by(), other) && one.relation().concerns(one.by(), other))
                                .toList());
            }
        }
        for (var start : about) {
            for (var first : waits.getOrDefault(start, List.of())) {
                for (var next : targets.getOrDefault(first, List.of())) {
                    back(next, start, waits, targets, new LinkedHashSet<>())
                            .ifPresent(last -> found.add(new Contradiction(
                                    start.tenant(),
                                    start.policyId(),
                                    start.version(),
                                    first.basis(),
                                    last.by().tenant(),
                                    last.by().policyId(),
                                    last.by().version(),
                                    last.basis(),
                                    "terms.relations." + first.index(),
                                    false,
                                    new Text("两者互相以对方的结果为前提，形成循环", "each waits for what the other decides"))));
                }
            }
        }
    }

    private static Optional<Declared> back(
            PolicyVersion from,
            PolicyVersion start,
            Map<PolicyVersion, List<Declared>> waits,
            Map<Declared, List<PolicyVersion>> targets,
            Set<PolicyVersion> seen) {
        if (!seen.add(from)) {
            return Optional.empty();
        }
        for (var one : waits.getOrDefault(from, List.of())) {
            for (var next : targets.getOrDefault(one, List.of())) {
                if (next == start) {
                    return Optional.of(one);
                }
                var last = back(next, start, waits, targets, seen);
                if (last.isPresent()) {
                    return last;
                }
            }
        }
        return Optional.empty();
    }

    /** A year has one pool of a policy, so the versions that share the year share it out in one way. */
    private static void pools(List<PolicyVersion> all, Set<PolicyVersion> about, Set<Contradiction> found) {
        for (var one : about) {
            for (var other : all) {
                var pool = one.terms().map(HostTerms::pool);
                var otherPool = other.terms().map(HostTerms::pool);
                boolean sameLine = one != other
                        && one.tenant() == other.tenant()
                        && one.policyId().equals(other.policyId());
                if (sameLine
                        && pool.isPresent()
                        && otherPool.isPresent()
                        && shareYear(one, other)
                        && (pool.get().allocation() != otherPool.get().allocation()
                                || pool.get().by() != otherPool.get().by()
                                || pool.get().ties() != otherPool.get().ties())) {
                    found.add(new Contradiction(
                            one.tenant(),
                            one.policyId(),
                            one.version(),
                            HostTerms.basis(one, pool.get().basis()),
                            other.tenant(),
                            other.policyId(),
                            other.version(),
                            HostTerms.basis(other, otherPool.get().basis()),
                            "terms.pool",
                            false,
                            new Text("同一年度的资金池有两种分配办法", "the pool of one year would be shared out in two ways")));
                }
            }
        }
    }

    private static boolean shareYear(PolicyVersion one, PolicyVersion other) {
        int from = Math.max(one.from().getYear(), other.from().getYear());
        int until = Math.min(
                one.until().map(LocalDate::getYear).orElse(9999),
                other.until().map(LocalDate::getYear).orElse(9999));
        return from <= until;
    }

    static boolean meet(PolicyVersion one, PolicyVersion other) {
        return one != other
                && (one.covers(other.tenant()) || other.covers(one.tenant()))
                && one.until().map(last -> !last.isBefore(other.from())).orElse(true)
                && other.until().map(last -> !last.isBefore(one.from())).orElse(true);
    }

    private static boolean sameName(PolicyVersion one, PolicyVersion other) {
        return one.tenant() == other.tenant()
                && one.policyId().equals(other.policyId())
                && one.version().equals(other.version());
    }

    private static Contradiction refusal(Declared one, PolicyVersion other, Text why) {
        return of(one, other, false, why);
    }

    private static Contradiction warning(Declared one, PolicyVersion other, Text why) {
        return of(one, other, true, why);
    }

    private static Contradiction of(Declared one, PolicyVersion other, boolean warning, Text why) {
        var back = other.relations().stream()
                .filter(relation -> relation.concerns(other, one.by()))
                .min(Comparator.comparing(relation ->
                        relation.rule() == null ? "" : relation.rule().name()))
                .map(relation -> HostTerms.basis(other, relation.basis()))
                .orElseGet(() -> LegalBasis.of(other.document(), other.article()));
        return new Contradiction(
                one.by().tenant(),
                one.by().policyId(),
                one.by().version(),
                one.basis(),
                other.tenant(),
                other.policyId(),
                other.version(),
                back,
                "terms.relations." + one.index(),
                warning,
                why);
    }

    private static Text word(Relation relation) {
        var rule = relation.rule();
        if (rule == null) {
            return new Text("（未填）", "nothing");
        }
        return switch (rule) {
            case CUMULATIVE -> new Text("可叠加", "cumulative");
            case HIGHEST -> new Text("就高不重复", "highest only");
            case TOP_UP -> new Text("按对方结果补差", "a top-up of the other");
            case NOT_BESIDE -> new Text("已享受对方的不再支持", "nothing beside the other");
        };
    }
}
