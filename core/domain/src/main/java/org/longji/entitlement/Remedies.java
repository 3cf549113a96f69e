package org.longji.entitlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.DecisionRecord.HostFacts;
import org.longji.entitlement.DecisionRecord.Limit;
import org.longji.entitlement.DecisionRecord.PoolShare;
import org.longji.entitlement.DecisionRecord.Related;
import org.longji.entitlement.SmallestChange.Help;
import org.longji.entitlement.SmallestChange.Remedy;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms.Allocation;
import org.longji.policy.HostTerms.Level;

/**
 * Says what lifts a refusal of the host's. Nothing about the case itself is in its way there: it takes a choice, another
 * year, another decision, or nothing helps, and then that is said. All of it comes from the record; where a choice
 * is enough, the host was asked again with it.
 */
final class Remedies {

    private static final Money ONE_FEN = Money.ofFen(1);

    private final DecisionRecord record;
    private final HostFacts host;
    private final LocalDate nextYear;

    private Remedies(DecisionRecord record) {
        this.record = record;
        this.host = record.host();
        this.nextYear = LocalDate.of(record.year() + 1, 1, 1);
    }

    /** What lifts the host's refusal; empty where the host refused nothing. */
    static Optional<Remedy> of(DecisionRecord record) {
        var remedies = new Remedies(record);
        return switch (record.outcome().status()) {
            case NOT_ENTITLED -> remedies.ofRefusal();
            case AWAITING_ELECTION -> Optional.of(remedies.election());
            default -> Optional.empty();
        };
    }

    private Optional<Remedy> ofRefusal() {
        var reasons = record.outcome().reasons();
        if (host.ended().isPresent()) {
            return Optional.of(ended(reasons.get(0).code()));
        }
        if (!record.outcome().assessedAmount().isPositive()) {
            // The rule refused; the host would have, too.
            return otherSideHolds() ? Optional.of(otherSide("PROJECT_YEAR_OTHER_SIDE_PAID", true)) : Optional.empty();
        }
        return reasons.stream().findFirst().flatMap(reason -> switch (reason.code()) {
            case "PROJECT_YEAR_OTHER_SIDE_PAID" -> Optional.of(otherSide(reason.code(), false));
            case "EARLIER_PROVINCIAL_SUPPORT" -> Optional.of(earlierSupport(reason.code()));
            case "SHARED_CAP_USED_UP" ->
                Optional.of(cap(reason.code(), record.policy().capScope().orElse(CapScope.CONTRACT), host.capLimit()));
            default ->
                host.limits().stream()
                        .filter(limit -> LimitWords.code(limit).equals(reason.code())
                                && limit.granted().filter(Money::isZero).isPresent())
                        .findFirst()
                        .map(this::limit);
        });
    }

    private Remedy limit(Limit limit) {
        return switch (limit.kind()) {
            case TOP_UP -> topUp(limit);
            case NOT_BESIDE -> notBeside(limit);
            case CEILING -> ceiling(limit);
            case CAP -> cap(LimitWords.code(limit), limit.scope().orElse(CapScope.CONTRACT), limit.figure());
            case HIGHEST -> highest(limit);
            case POOL -> pool(limit);
        };
    }

    private Remedy ended(String code) {
        return none(
                code,
                DecisionRecord.ofYear(record.facts())
                        ? new Text(
                                "本年度已没有计入的登记合同，本案情况的任何改变都不能使其恢复；另行登记的合同按其登记的年度计算。",
                                "No registered contract counts in this year any more, and no change of the case brings it back; another contract counts in the year of its own registration.")
                        : new Text(
                                "登记已终止，本案情况的任何改变都不能使其恢复；只有登记有效的合同才能享受。",
                                "The registration has ended, and no change of the case brings it back: only a registration that stands is supported."));
    }

    private boolean otherSideHolds() {
        return record.policy().exclusivity() == Exclusivity.ONE_SIDE_PER_PROJECT_YEAR
                && host.electedSide().filter(side -> side != record.side()).isPresent();
    }

    /** Asked again as if this side had been elected; what is shared with other cases is not known before. */
    private Remedy election() {
        var rule = Entitled.of(List.of(new CalculationStep(
                "RULE",
                new Text("规则计算金额", "amount by the rule"),
                java.util.Map.of(),
                "",
                record.outcome().assessedAmount(),
                record.policy().basis())));
        var elected = HostRules.decide(
                        rule,
                        record.policy(),
                        record.facts(),
                        record.side(),
                        host.withSides(Optional.of(record.side()), host.otherSideEntitled()))
                .entitledAmount();
        return new Remedy(
                "SIDE_ELECTION",
                Help.CHOICE,
                null,
                elected,
                new Text(
                        "双方签署选择书，选定由" + side(record.side()).zh() + "申请 " + record.year() + " 年度，按规则可得 "
                                + elected.grouped() + " 元。先选定的一方生效，选定后不能更改，另一方在该年度不再享受。",
                        "An election of the " + side(record.side()).en() + " for " + record.year()
                                + ", signed by both parties, is enough: by the rule " + elected.grouped()
                                + " yuan would be due. The first election holds for good, and the other side gets nothing in that year."));
    }

    private Remedy otherSide(String code, boolean besides) {
        var other = side(host.electedSide().orElseThrow());
        var next = nextYear(new Text(
                "自 " + nextYear + " 起的年度可另行选择，届时可选定由" + side(record.side()).zh() + "申请",
                "From " + nextYear + " on the year is free to be elected again, and the "
                        + side(record.side()).en() + " can be chosen"));
        return new Remedy(
                code,
                Help.NEXT_YEAR,
                nextYear,
                null,
                new Text(
                        (besides ? "即使符合条件，" : "") + record.year() + " 年度已选定由" + other.zh()
                                + "申请，选定后不能更改，本案情况的任何改变在该年度都没有作用。" + next.zh(),
                        (besides ? "Even if the conditions were met: " : "") + record.year() + " is held by the "
                                + other.en()
                                + ", an election holds for good, and no change of the case would help in that year. "
                                + next.en()));
    }

    private Remedy earlierSupport(String code) {
        var earlier = record.facts().priorSupport();
        var zh = new StringBuilder();
        var en = new StringBuilder();
        for (PriorSupport one : earlier) {
            zh.append(zh.isEmpty() ? "" : "、")
                    .append(one.year() + " 年 " + one.granted().grouped() + " 元");
            en.append(en.isEmpty() ? "" : ", ").append(one.granted().grouped() + " yuan of " + one.year());
        }
        return none(
                code,
                new Text(
                        "以前的支持（" + zh + "）不因等待或换一年度而不再计入；只有该记录有误并经更正，结论才会不同。",
                        "The earlier support (" + en
                                + ") counts in every later year too, and waiting changes nothing; only if that record is wrong and is corrected would the decision be another."));
    }

    private Remedy cap(String code, CapScope scope, Optional<Money> limit) {
        var over = LimitWords.over(scope);
        var figure = limit.map(Money::grouped);
        var used = new Text(
                over.zh() + "的最高限额" + figure.map(f -> " " + f + " 元").orElse("") + "已用完，本案情况的任何改变都不能使其增加。",
                "The cap of " + over.en() + figure.map(f -> " (" + f + " yuan)").orElse("")
                        + " is used up, and no change of the case makes it larger. ");
        return switch (scope) {
            case APPLICANT_YEAR, PROJECT_YEAR, CONTRACT -> {
                var next = nextYear(new Text("限额自 " + nextYear + " 起按新的年度重新计算", "The cap begins anew on " + nextYear));
                yield new Remedy(
                        code, Help.NEXT_YEAR, nextYear, null, new Text(used.zh() + next.zh(), used.en() + next.en()));
            }
            case APPLICANT_LIFETIME, PROJECT_LIFETIME, CONTRACT_LIFETIME ->
                new Remedy(
                        code,
                        Help.OTHER_DECISION,
                        null,
                        null,
                        new Text(
                                used.zh() + "限额按历年合计，不随年度重新计算；只有已计入的决定被调减或终止，才会有余额。",
                                used.en()
                                        + "It counts over all years and never begins anew; only a decision that counts towards it, lowered or ended, leaves something of it."));
        };
    }

    private Remedy notBeside(Limit limit) {
        var names = LimitWords.names(limit.related());
        var next =
                nextYear(new Text("自 " + nextYear + " 起的年度另行比较", "From " + nextYear + " on the year is compared anew"));
        return new Remedy(
                LimitWords.code(limit),
                Help.OTHER_DECISION,
                null,
                null,
                new Text(
                        "本项只在其他政策不支付时支付，本案情况的改变不能使两者并存；只有该项支持（" + names.zh() + "，"
                                + sum(limit).grouped() + " 元）不成立，本项按规则计 "
                                + assessed().grouped() + " 元。" + next.zh(),
                        "This is paid only where the other pays nothing, and no change of the case lets both stand. Only if "
                                + names.en() + " (" + sum(limit).grouped() + " yuan) did not stand, this would come to "
                                + assessed().grouped() + " yuan by its rule. " + next.en()));
    }

    private Remedy highest(Limit limit) {
        var names = LimitWords.names(limit.related());
        var paid = sum(limit);
        boolean winsTies = limit.related().stream()
                .allMatch(one -> Level.of(record.policy().tenant()).compareTo(Level.of(one.tenant())) < 0);
        var needed = winsTies ? paid : paid.plus(ONE_FEN);
        var text = needed.isMoreThan(assessed())
                ? new Text(
                        "只付较高的一项：" + names.zh() + " " + paid.grouped() + " 元，本项按规则为 "
                                + assessed().grouped()
                                + " 元。其他不变时，本项再多 " + needed.minus(assessed()).grouped() + " 元（即 " + needed.grouped()
                                + " 元）才改付本项，无须改变即已按较高的支付。",
                        "Only the higher one is paid: " + names.en() + ", " + paid.grouped() + " yuan; this comes to "
                                + assessed().grouped() + " by its rule. With everything else as it is, "
                                + needed.minus(assessed()).grouped() + " yuan more (" + needed.grouped()
                                + ") would have it paid instead. The higher amount is paid already.")
                : new Text(
                        "只付较高的一项：" + names.zh() + " " + paid.grouped() + " 元；本项按规则为 "
                                + assessed().grouped() + " 元，扣除封顶等限制后不高于它。限额有余时才可能改付本项，无须改变即已按较高的支付。",
                        "Only the higher one is paid: " + names.en() + ", " + paid.grouped() + " yuan. This comes to "
                                + assessed().grouped()
                                + " by its rule and to no more than that after its caps; only if they left more could it be paid instead. The higher amount is paid already.");
        return new Remedy(LimitWords.code(limit), Help.MORE, null, null, text);
    }

    private Remedy topUp(Limit limit) {
        var names = LimitWords.names(limit.related());
        var decided = sum(limit);
        var code = LimitWords.code(limit);
        if (limit.rate().isPresent()) {
            var rate = limit.rate().get().stripTrailingZeros().toPlainString();
            return new Remedy(
                    code,
                    Help.OTHER_DECISION,
                    null,
                    null,
                    decided.isZero()
                            ? new Text(
                                    "本项按所配套的支持（" + names.zh() + "）的 " + rate + " 计算，而该支持为 0.00 元：须先使该支持成立，其所缺条件见该项决定。",
                                    "This is " + rate + " of the award it tops up (" + names.en()
                                            + "), which comes to 0.00: that one has to be due first, and its own decision says what it lacks.")
                            : new Text(
                                    "按 " + names.zh() + " " + decided.grouped() + " 元的 " + rate
                                            + " 配套的额度已由同一项目的其他合同用完；只有所配套的支持增加，本项才有余额。",
                                    "What " + rate + " of " + names.en() + " (" + decided.grouped()
                                            + " yuan) allows went to other contracts of the project; only a larger award there leaves something here."));
        }
        if (limit.figure().isPresent()) {
            return none(
                    code,
                    new Text(
                            "合计只补足至 " + limit.figure().get().grouped() + " 元，已定 " + decided.grouped() + " 元（"
                                    + names.zh() + "），没有差额可补；本案情况的任何改变都不能使合计更高。",
                            "Both together are topped up to "
                                    + limit.figure().get().grouped() + " yuan, and "
                                    + decided.grouped() + " is decided (" + names.en()
                                    + "): nothing is left to top up, and no change of the case raises that total."));
        }
        var needed = decided.plus(ONE_FEN);
        return new Remedy(
                code,
                Help.MORE,
                null,
                null,
                new Text(
                        "只补付本项高出已定支持的部分：已定 " + decided.grouped() + " 元（" + names.zh() + "），本项按规则为 "
                                + assessed().grouped()
                                + " 元"
                                + (needed.isMoreThan(assessed())
                                        ? "。其他不变时，本项再多 "
                                                + needed.minus(assessed()).grouped() + " 元才有差额可补。"
                                        : "，同一项目的其他合同已补足差额。"),
                        "Only what this exceeds the other award by is paid: " + decided.grouped() + " is decided ("
                                + names.en() + "), and this comes to "
                                + assessed().grouped() + " by its rule"
                                + (needed.isMoreThan(assessed())
                                        ? ". With everything else as it is, "
                                                + needed.minus(assessed()).grouped()
                                                + " yuan more would leave a difference to pay."
                                        : "; other contracts of the project got the difference.")));
    }

    private Remedy ceiling(Limit limit) {
        var names = LimitWords.names(limit.related());
        var next = nextYear(new Text("自 " + nextYear + " 起的年度另行计算", "From " + nextYear + " on the year counts anew"));
        return new Remedy(
                LimitWords.code(limit),
                Help.NEXT_YEAR,
                nextYear,
                null,
                new Text(
                        "合计上限"
                                + limit.figure()
                                        .map(figure -> " " + figure.grouped() + " 元")
                                        .orElse("") + "已由 " + names.zh() + " "
                                + sum(limit).grouped()
                                + " 元用完，本案情况的任何改变都不能使其增加。" + next.zh(),
                        "The joint ceiling"
                                + limit.figure()
                                        .map(figure -> " of " + figure.grouped() + " yuan")
                                        .orElse("") + " is used up by " + names.en() + " ("
                                + sum(limit).grouped()
                                + " yuan), and no change of the case makes it larger. " + next.en()));
    }

    private Remedy pool(Limit limit) {
        var share = limit.pool().orElseThrow();
        var next = nextYear(new Text(
                "自 " + nextYear + " 起的年度资金另行分配",
                "The money of the year that begins on " + nextYear + " is shared out anew"));
        var now = place(share);
        return new Remedy(
                LimitWords.code(limit),
                share.allocation() == Allocation.RANKING ? Help.MORE : Help.NEXT_YEAR,
                nextYear,
                null,
                new Text(now.zh() + next.zh(), now.en() + " " + next.en()));
    }

    private static Text place(PoolShare share) {
        var amount = share.amount().map(Money::grouped).orElse("—");
        return switch (share.allocation()) {
            case FIRST_COME ->
                new Text(
                        "本年度资金 " + amount + " 元已由排在前面的 " + (share.position() - 1) + " 项用完。顺序按适用日期和登记编号，本案金额的改变没有作用。",
                        "The year's " + amount + " yuan went to the " + (share.position() - 1)
                                + " before this one. The order is that of the governing date and the registration number; another amount of the case would not help.");
            case PRO_RATA ->
                new Text(
                        "本年度资金 " + amount + " 元按比例分配，本项所得不足一分；本案情况的改变没有作用。",
                        "The year's " + amount
                                + " yuan were shared in proportion and left less than a fen here; no change of the case would help.");
            case RANKING -> {
                int position = share.position();
                boolean outside =
                        share.places().filter(places -> position > places).isPresent();
                var places = share.places().map(Object::toString).orElse("—");
                yield outside
                        ? new Text(
                                "名额 " + places + " 个，本项为第 " + position + " 名；须排进前 " + places + " 名。",
                                "There are " + places + " places and this is number " + position
                                        + "; it would have to be among the first " + places + ".")
                        : new Text(
                                "名额 " + places + " 个，本项为第 " + position + " 名，并列或资金用完而未分得；名次更前才能分得。",
                                "There are " + places + " places and this is number " + position
                                        + ", but a tie or the end of the money left it nothing; it would have to rank higher.");
            }
        };
    }

    /** Whether the version still holds then is said with it. */
    private Text nextYear(Text clause) {
        Optional<LocalDate> last = record.policy().until().filter(day -> day.isBefore(nextYear));
        return last.map(day -> new Text(
                        clause.zh() + "；但本版本至 " + day + " 止，届时由其后的版本决定。",
                        clause.en() + "; but this version ends on " + day + ", and whatever follows it decides then."))
                .orElseGet(() -> new Text(clause.zh() + "。", clause.en() + "."));
    }

    private static Remedy none(String code, Text sentence) {
        return new Remedy(code, Help.NONE, null, null, sentence);
    }

    private Money assessed() {
        return record.outcome().assessedAmount();
    }

    private static Money sum(Limit limit) {
        return Money.sum(limit.related().stream().map(Related::amount).toList());
    }

    private static Text side(@Nullable Side side) {
        return side == Side.PROVIDER ? new Text("卖方", "provider") : new Text("买方", "recipient");
    }
}
