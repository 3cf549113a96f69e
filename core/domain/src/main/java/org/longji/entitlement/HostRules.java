package org.longji.entitlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.longji.contract.ContractStatus;
import org.longji.entitlement.DecisionRecord.Bearer;
import org.longji.entitlement.DecisionRecord.HostFacts;
import org.longji.entitlement.DecisionRecord.Instalment;
import org.longji.entitlement.DecisionRecord.Limit;
import org.longji.entitlement.DecisionRecord.LimitKind;
import org.longji.entitlement.DecisionRecord.Outcome;
import org.longji.entitlement.DecisionRecord.PolicyRef;
import org.longji.entitlement.DecisionRecord.Share;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;

/**
 * What the host adds to a policy's answer: one side per project and year, no second support, shared caps. Pure, like the
 * policies: everything it needs is in its arguments, so a decision can be made again from its record.
 */
final class HostRules {

    private HostRules() {}

    static Outcome decide(Assessment assessment, PolicyRef policy, Facts facts, Side side, HostFacts host) {
        if (host.ended().isPresent()) {
            return ended(assessment, policy, facts, host.ended().get());
        }
        if (assessment instanceof Entitled entitled) {
            return decide(entitled, policy, facts, side, host);
        }
        if (assessment instanceof NotEntitled refused) {
            return nothing(EntitlementStatus.NOT_ENTITLED, Money.ZERO, List.of(), refused.reasons(), List.of());
        }
        if (assessment instanceof Passed passed) {
            return passed(passed, policy);
        }
        var questions = ((NeedsJudgement) assessment).questions();
        return nothing(EntitlementStatus.NEEDS_JUDGEMENT, Money.ZERO, List.of(), List.of(), questions);
    }

    private static Outcome decide(Entitled entitled, PolicyRef policy, Facts facts, Side side, HostFacts host) {
        var assessed = entitled.amount();
        if (policy.exclusivity() == Exclusivity.ONE_SIDE_PER_PROJECT_YEAR) {
            if (host.electedSide().filter(elected -> elected != side).isPresent()) {
                return nothing(
                        EntitlementStatus.NOT_ENTITLED,
                        assessed,
                        entitled.steps(),
                        List.of(otherSidePaid(facts, side, policy)),
                        List.of());
            }
            if (host.electedSide().isEmpty() && host.otherSideEntitled()) {
                return nothing(
                        EntitlementStatus.AWAITING_ELECTION,
                        assessed,
                        entitled.steps(),
                        List.of(),
                        List.of(whichSide(facts, policy)));
            }
        }
        if (policy.exclusivity() == Exclusivity.NO_EARLIER_PROVINCIAL_SUPPORT
                && !facts.priorSupport().isEmpty()) {
            return nothing(
                    EntitlementStatus.NOT_ENTITLED,
                    assessed,
                    entitled.steps(),
                    List.of(earlierSupport(facts, policy)),
                    List.of());
        }
        var open = host.limits().stream()
                .filter(limit -> limit.granted().isEmpty())
                .findFirst();
        if (open.isPresent()) {
            return nothing(
                    open.get().kind() == LimitKind.POOL
                            ? EntitlementStatus.AWAITING_ALLOCATION
                            : EntitlementStatus.NEEDS_JUDGEMENT,
                    assessed,
                    entitled.steps(),
                    List.of(),
                    List.of(LimitWords.question(open.get())));
        }
        var due = assessed;
        var steps = new ArrayList<>(entitled.steps());
        var reasons = new ArrayList<Reason>();
        for (var limit : host.limits()) {
            due = limit.kind().beforeCaps() ? cut(limit, due, steps, reasons) : due;
        }
        var left = host.capGranted().orElse(due).min(due);
        if (due.isMoreThan(left)) {
            steps.add(sharedCap(due, left, policy, host));
            if (left.isZero()) {
                reasons.add(capUsedUp(policy, host));
            }
        }
        due = left;
        for (var limit : host.limits()) {
            due = limit.kind().beforeCaps() ? due : cut(limit, due, steps, reasons);
        }
        return new Outcome(
                due.equals(Money.ZERO) ? EntitlementStatus.NOT_ENTITLED : EntitlementStatus.ENTITLED,
                assessed,
                due,
                List.copyOf(steps),
                shares(entitled, due),
                due.equals(Money.ZERO) && reasons.isEmpty() ? List.of(capUsedUp(policy, host)) : List.copyOf(reasons),
                List.of(),
                notes(entitled, policy, facts, side),
                parts(due, host.bearers().stream().map(Bearer::share).toList()),
                parts(due, host.instalments().stream().map(Instalment::share).toList()));
    }

    /** What a limit leaves, with the step that shows it and, where nothing is left, the reason. */
    private static Money cut(Limit limit, Money due, List<CalculationStep> steps, List<Reason> reasons) {
        var left = limit.granted().orElse(due).min(due);
        if (due.isMoreThan(left)) {
            steps.add(LimitWords.step(limit, due, left));
            if (left.isZero()) {
                reasons.add(LimitWords.reason(limit));
            }
        }
        return left;
    }

    private static List<Money> parts(Money due, List<BigDecimal> shares) {
        return shares.isEmpty() || due.isZero() ? List.of() : Apportionment.parts(due, shares);
    }

    private static Outcome ended(Assessment assessment, PolicyRef policy, Facts facts, ContractStatus end) {
        var given = assessment instanceof Entitled entitled ? entitled : null;
        return nothing(
                EntitlementStatus.NOT_ENTITLED,
                given == null ? Money.ZERO : given.amount(),
                given == null ? List.of() : given.steps(),
                List.of(new Reason(
                        "REGISTRATION_" + end.name(),
                        DecisionRecord.ofYear(facts)
                                ? nothingLeft()
                                : new Text(
                                        "该合同的登记" + end.words().zh() + "，以登记为前提的支持不再成立；已拨付的应当收回。",
                                        "The registration was " + end.words().en()
                                                + "; support that rests on it no longer stands, and what was paid is to be recovered."),
                        end.name(),
                        ContractStatus.REGISTERED.name(),
                        Optional.empty(),
                        policy.basis())),
                List.of());
    }

    private static Text nothingLeft() {
        return new Text(
                "该年度已没有按本版本计入的登记合同（登记已终止，或改按申请人所在地的版本计算），原有支持不再成立；已拨付的应当收回。",
                "No registered contract counts under this version in that year any more: the registrations ended, or the version of"
                        + " the applicant's own place answers now. The support no longer stands, and what was paid is to be recovered.");
    }

    private static Outcome nothing(
            EntitlementStatus status,
            Money assessed,
            List<CalculationStep> steps,
            List<Reason> reasons,
            List<Question> questions) {
        return new Outcome(
                status, assessed, Money.ZERO, steps, List.of(), reasons, questions, List.of(), List.of(), List.of());
    }

    /** A check that found nothing wrong: its steps stay with the decision, money is not due. */
    private static Outcome passed(Passed passed, PolicyRef policy) {
        return new Outcome(
                EntitlementStatus.PASSED,
                Money.ZERO,
                Money.ZERO,
                passed.steps(),
                List.of(),
                List.of(new Reason(
                        "CHECK_PASSED",
                        new Text(
                                "本条款为核查，核查通过，不产生资金。",
                                "The clause is a check: it found nothing wrong, and it pays nothing."),
                        "-",
                        "-",
                        Optional.empty(),
                        policy.basis())),
                List.of(),
                passed.notes(),
                List.of(),
                List.of());
    }

    private static List<Share> shares(Entitled entitled, Money due) {
        return entitled.shares().stream()
                .map(share -> new Share(
                        share.code(),
                        share.name(),
                        share.upToRate(),
                        // Down: the clause says "up to", so rounding must not push the share past its rate.
                        due.times(share.upToRate(), RoundingMode.DOWN),
                        share.basis()))
                .toList();
    }

    private static List<Text> notes(Entitled entitled, PolicyRef policy, Facts facts, Side side) {
        var notes = new ArrayList<>(entitled.notes());
        boolean otherSideEarlier = facts.priorSupport().stream().anyMatch(earlier -> earlier.side() != side);
        if (policy.exclusivity() == Exclusivity.ONE_SIDE_PER_PROJECT_YEAR && otherSideEarlier) {
            notes.add(
                    new Text(
                            "存疑（AMBIGUOUS）：该项目以前年度已支持另一方；条文只限制“同一年度”，本次按字面理解予以支持。",
                            "AMBIGUOUS: an earlier year of this project supported the other side; the clause speaks of one year only and is read literally."));
        }
        return List.copyOf(notes);
    }

    private static Reason otherSidePaid(Facts facts, Side side, PolicyRef policy) {
        boolean buyerHolds = side == Side.PROVIDER;
        return new Reason(
                "PROJECT_YEAR_OTHER_SIDE_PAID",
                new Text(
                        "同一年度同一技术交易项目只支持一方，" + facts.year() + " 年度已由" + (buyerHolds ? "买方" : "卖方") + "申请支持。",
                        "One project supports one side in a year; " + facts.year() + " is held by the "
                                + (buyerHolds ? "recipient." : "provider.")),
                buyerHolds ? "RECIPIENT" : "PROVIDER",
                side.name(),
                Optional.empty(),
                exclusivity(policy));
    }

    private static Question whichSide(Facts facts, PolicyRef policy) {
        return new Question(
                "SIDE_ELECTION",
                new Text(
                        "买卖双方在 " + facts.year() + " 年度均符合条件，同一项目只能支持一方。请双方签署选择书，先选定的一方生效。",
                        "Both sides qualify in " + facts.year()
                                + ", and one project supports one side only. Let the parties sign an election; the first one holds."),
                exclusivity(policy));
    }

    private static Reason earlierSupport(Facts facts, PolicyRef policy) {
        var earlier = facts.priorSupport();
        var total = Money.sum(earlier.stream().map(PriorSupport::granted).toList());
        return new Reason(
                "EARLIER_PROVINCIAL_SUPPORT",
                new Text(
                        (DecisionRecord.ofYear(facts) ? "该申请人" : "该合同") + "以前年度已获得省级财政资金支持 " + total + " 元，不再重复支持。",
                        "The " + (DecisionRecord.ofYear(facts) ? "applicant" : "contract") + " was granted " + total
                                + " of provincial money in earlier years; it is not supported again."),
                total.toString(),
                "0.00",
                Optional.empty(),
                exclusivity(policy));
    }

    private static CalculationStep sharedCap(Money assessed, Money due, PolicyRef policy, HostFacts host) {
        var limit = host.capLimit().orElse(due);
        var inputs = new LinkedHashMap<String, String>();
        inputs.put("capLimit", limit.toString());
        inputs.put("capLeft", due.toString());
        return new CalculationStep(
                "SHARED_CAP",
                new Text(
                        capScope(policy).zh() + "合计最高 " + limit + " 元，此前已使用，剩余 " + due + " 元",
                        capScope(policy).en() + " together at most " + limit + "; what is left is " + due),
                inputs,
                "min(" + assessed + ", " + due + ") = " + due,
                due.minus(assessed),
                policy.capBasis().orElseGet(policy::basis));
    }

    private static Reason capUsedUp(PolicyRef policy, HostFacts host) {
        return new Reason(
                "SHARED_CAP_USED_UP",
                new Text(
                        capScope(policy).zh() + "的最高限额已用完。",
                        "The cap of " + capScope(policy).en() + " is used up."),
                "0.00",
                host.capLimit().map(Money::toString).orElse(""),
                Optional.empty(),
                policy.capBasis().orElseGet(policy::basis));
    }

    private static Text capScope(PolicyRef policy) {
        return LimitWords.over(policy.capScope().orElse(CapScope.CONTRACT));
    }

    private static LegalBasis exclusivity(PolicyRef policy) {
        return policy.exclusivityBasis().orElseGet(policy::basis);
    }
}
