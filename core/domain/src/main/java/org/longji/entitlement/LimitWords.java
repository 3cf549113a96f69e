package org.longji.entitlement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.longji.entitlement.DecisionRecord.Limit;
import org.longji.entitlement.DecisionRecord.PoolShare;
import org.longji.entitlement.DecisionRecord.Related;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;
import org.longji.policy.CapScope;

/** Says what a limit of the host did: as a step of the calculation, as a reason, as a question. */
final class LimitWords {

    /** What the host calls the inputs of its steps. The record keeps the codes: a decision made again has the same bytes. */
    private static final Map<String, Text> INPUTS = Map.of(
            "capLimit", new Text("限额", "limit"),
            "capLeft", new Text("剩余可用", "what is left"),
            "rate", new Text("比例", "rate"),
            "figure", new Text("限额", "limit"),
            "pool", new Text("年度资金", "money of the year"),
            "places", new Text("名额", "places"),
            "position", new Text("位次", "position"),
            "others", new Text("其他各项", "the others"),
            "left", new Text("剩余可用", "what is left"));

    private LimitWords() {}

    /** The name of an input of one of the host's steps, for readers. */
    static Text input(String code, List<Limit> limits) {
        return Optional.ofNullable(INPUTS.get(code))
                .or(() -> limits.stream()
                        .flatMap(limit -> limit.related().stream())
                        .filter(related -> code.equals(code(related)))
                        .findFirst()
                        .map(related -> names(List.of(related))))
                .orElseGet(() -> new Text(code, code));
    }

    private static String code(Related related) {
        return related.policy() + "@" + related.tenant() + "/" + related.version();
    }

    static CalculationStep step(Limit limit, Money due, Money left) {
        var inputs = new LinkedHashMap<String, String>();
        limit.rate().ifPresent(rate -> inputs.put("rate", rate.toPlainString()));
        limit.figure().ifPresent(figure -> inputs.put("figure", figure.toString()));
        limit.related()
                .forEach(related -> inputs.put(code(related), related.amount().toString()));
        limit.pool().ifPresent(pool -> {
            pool.amount().ifPresent(amount -> inputs.put("pool", amount.toString()));
            pool.places().ifPresent(places -> inputs.put("places", places.toString()));
            inputs.put("position", Integer.toString(pool.position()));
            inputs.put("others", pool.others().toString());
        });
        inputs.put("left", left.toString());
        return new CalculationStep(
                code(limit),
                what(limit),
                inputs,
                "min(" + due + ", " + left + ") = " + left,
                left.minus(due),
                limit.basis());
    }

    static Reason reason(Limit limit) {
        return new Reason(
                code(limit),
                what(limit),
                limit.related().stream()
                        .map(related -> related.policy() + " " + related.amount())
                        .collect(Collectors.joining(", ")),
                limit.figure().map(Money::toString).orElse("0.00"),
                Optional.empty(),
                limit.basis());
    }

    static Question question(Limit limit) {
        if (limit.kind() == DecisionRecord.LimitKind.POOL) {
            return new Question(
                    "POOL_NOT_SHARED_OUT",
                    new Text(
                            "本年度资金尚未分配到该项。由设立资金的一级进行评定后分配。",
                            "The pool of the year has not been shared out to this yet; an assessment of the tenant that holds it does so."),
                    limit.basis());
        }
        return new Question(
                "RELATED_UNDECIDED",
                new Text(
                        "须先确定：" + names(undecided(limit)).zh() + "；其结果影响本项，暂不计发。",
                        "To be decided first: " + names(undecided(limit)).en()
                                + ". This depends on it, and nothing is due yet."),
                limit.basis());
    }

    private static List<Related> undecided(Limit limit) {
        return limit.related().stream()
                .filter(related -> related.status().undecided())
                .toList();
    }

    static String code(Limit limit) {
        return switch (limit.kind()) {
            case TOP_UP -> "TOPPED_UP";
            case NOT_BESIDE -> "PAID_BY_ANOTHER_POLICY";
            case CEILING -> "JOINT_CEILING";
            case CAP -> "SHARED_CAP";
            case HIGHEST -> "HIGHER_AWARD_PAID";
            case POOL -> "POOL_SHARE";
        };
    }

    private static Text what(Limit limit) {
        var names = names(limit.related());
        var sum = Money.sum(limit.related().stream().map(Related::amount).toList());
        var granted = limit.granted().orElse(Money.ZERO);
        return switch (limit.kind()) {
            case TOP_UP ->
                limit.rate().isPresent()
                        ? new Text(
                                "按已定支持 " + sum + " 元的 "
                                        + limit.rate().get().toPlainString() + " 配套（" + names.zh() + "），至多 " + granted
                                        + " 元",
                                limit.rate().get().toPlainString() + " of the " + sum + " decided (" + names.en()
                                        + "): at most " + granted)
                        : limit.figure().isPresent()
                                ? new Text(
                                        "合计补足至 " + limit.figure().get() + " 元，已定 " + sum + " 元（" + names.zh() + "），补差 "
                                                + granted + " 元",
                                        "Topped up to " + limit.figure().get() + "; " + sum + " is decided ("
                                                + names.en() + "), the rest is " + granted)
                                : new Text(
                                        "已享受 " + sum + " 元（" + names.zh() + "），按差额补足 " + granted + " 元",
                                        sum + " is decided already (" + names.en() + "); the difference is " + granted);
            case NOT_BESIDE ->
                new Text(
                        "已由其他政策支持 " + sum + " 元（" + names.zh() + "），不再重复支持",
                        "Another policy pays " + sum + " (" + names.en() + "); nothing is paid beside it");
            case CEILING ->
                new Text(
                        "各项合计最高 " + limit.figure().orElse(granted) + " 元，已定 " + sum + " 元（" + names.zh() + "），剩余 "
                                + granted + " 元",
                        "Together at most " + limit.figure().orElse(granted) + "; " + sum + " is decided (" + names.en()
                                + "), what is left is " + granted);
            case CAP -> {
                var over = over(limit.scope().orElse(CapScope.CONTRACT));
                var figure = limit.figure().orElse(granted);
                yield new Text(
                        over.zh() + "合计最高 " + figure + " 元，剩余 " + granted + " 元",
                        over.en() + " together at most " + figure + "; what is left is " + granted);
            }
            case HIGHEST ->
                new Text(
                        "就高不重复：支付 " + names.zh() + " " + sum + " 元，本项不再支付",
                        "Only the highest is paid: " + names.en() + ", " + sum);
            case POOL -> pool(limit.pool().orElseThrow(), granted);
        };
    }

    private static Text pool(PoolShare share, Money granted) {
        var amount = share.amount().map(Money::toString);
        return switch (share.allocation()) {
            case FIRST_COME ->
                new Text(
                        "年度资金 " + amount.orElse("—") + " 元先到先得：第 " + share.position() + " 位，之前已用 " + share.others()
                                + " 元，可得 " + granted + " 元",
                        "The year's " + amount.orElse("—") + " go first come, first served: number " + share.position()
                                + ", " + share.others() + " taken before, " + granted + " left for it");
            case PRO_RATA ->
                new Text(
                        "年度资金 " + amount.orElse("—") + " 元，申请合计 " + share.others() + " 元，按比例分得 " + granted
                                + " 元（尾差按最大余数法）",
                        "The year's " + amount.orElse("—") + " are shared in proportion among " + share.others()
                                + " asked for: " + granted + " (largest remainder)");
            case RANKING ->
                new Text(
                        "择优排名：名额 " + share.places().map(Object::toString).orElse("—") + " 个，第 " + share.position()
                                + " 名，可得 " + granted + " 元",
                        "By rank, " + share.places().map(Object::toString).orElse("—") + " places: number "
                                + share.position() + ", " + granted);
        };
    }

    static Text names(List<Related> related) {
        return related.isEmpty()
                ? new Text("无", "none")
                : new Text(
                        related.stream()
                                .map(one -> one.title().zh() + "〔" + one.tenant() + "〕")
                                .collect(Collectors.joining("、")),
                        related.stream()
                                .map(one -> one.title().en() + " of " + one.tenant())
                                .collect(Collectors.joining(", ")));
    }

    static Text over(CapScope scope) {
        return switch (scope) {
            case PROJECT_YEAR -> new Text("同一项目同一年度", "one project in one year");
            case APPLICANT_YEAR -> new Text("同一申请人同一年度", "one applicant in one year");
            case APPLICANT_LIFETIME -> new Text("同一申请人历年", "one applicant over all years");
            case PROJECT_LIFETIME -> new Text("同一项目历年", "one project over all years");
            case CONTRACT -> new Text("同一合同", "one contract");
            case CONTRACT_LIFETIME -> new Text("同一合同历年", "one contract over all years");
        };
    }
}
