package org.longji.entitlement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.longji.entitlement.DecisionRecord.Bearer;
import org.longji.entitlement.DecisionRecord.Instalment;
import org.longji.entitlement.DecisionRecord.ParameterValue;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;
import org.longji.policy.HostTerms.DayCount;
import org.longji.policy.HostTerms.Level;
import org.longji.print.PdfPages;
import org.longji.print.PdfPages.Column;
import org.longji.shared.Clocks;

/**
 * A decision as a letter (兑付说明书): what was decided, from which inputs, under which clauses and values, line by line, and how
 * anybody can check it. It is known by the hash of the decision and has no number of its own.
 */
final class EntitlementLetter {

    private static final Pattern UNGROUPED = Pattern.compile("(?<![\\d,.])\\d{4,13}\\.\\d{2}(?![\\d.])");

    private static final List<String> NUMERALS = List.of("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二");

    private final EntitlementDetails details;
    private final DecisionRecord record;
    private final Text office;
    private final Map<Integer, Text> places;
    private final List<InputDescription> inputs;
    private final boolean english;
    private int sections;

    /**
     * @param places names of the divisions by their codes
     */
    EntitlementLetter(
            EntitlementDetails details,
            Text office,
            Map<Integer, Text> places,
            List<InputDescription> inputs,
            boolean english) {
        this.details = details;
        this.record = details.record();
        this.office = office;
        this.places = places;
        this.inputs = inputs;
        this.english = english;
    }

    byte[] pages() {
        var summary = details.summary();
        var day = LocalDate.ofInstant(summary.decidedAt(), Clocks.CHINA);
        var heading = say("兑付说明书", "Explanation of an entitlement");
        var pages = new PdfPages(heading + " " + summary.recordHash() + (english ? " en" : ""), day)
                .in(english ? "en" : "zh-CN")
                .title(say(office) + say("", ": ") + heading)
                .remark(say("说明书标识（决定摘要 SHA-256）：", "Identified by the hash of the decision (SHA-256): ")
                        + summary.recordHash())
                .heading(section("结论", "Conclusion"))
                .paragraph(say(record.conclusion()))
                .fields(conclusion(day))
                .heading(section("所依据的情况及来源", "Inputs and where they come from"))
                .fields(inputs())
                .heading(section("适用条款", "Clauses"))
                .numbered(clauses());
        if (!record.parameters().isEmpty()) {
            pages.heading(section("适用日期的取值", "Values on the governing date")).fields(values());
        }
        pages.heading(section("计算", "Calculation"));
        calculation(pages);
        hostRules(pages);
        payment(pages);
        recovery(pages);
        missing(pages);
        return verification(pages).bytes();
    }

    private List<Map.Entry<String, String>> conclusion(LocalDate day) {
        var summary = details.summary();
        var policy = record.policy();
        return List.of(
                Map.entry(
                        say("受益人", "Beneficiary"),
                        summary.beneficiary().name()
                                + (summary.beneficiary().creditCode().isEmpty()
                                        ? ""
                                        : " (" + summary.beneficiary().creditCode() + ")")),
                summary.contractId() == null
                        ? Map.entry(say("对象", "About"), say("申请人的整个年度", "the applicant's whole year"))
                        : Map.entry(
                                say("合同", "Contract"),
                                summary.contractTitle() + " (" + summary.registrationNumber() + ")"),
                Map.entry(say("政策", "Policy"), say(policy.title()) + " (" + policy.version() + ")"),
                Map.entry(say("年度", "Year"), Integer.toString(record.year())),
                Map.entry(
                        say("适用日期", "Governing date"),
                        record.governingDate() + " (" + say(clock(policy.clock())) + ")"),
                Map.entry(say("结论", "Status"), say(status(record.outcome().status()))),
                Map.entry(
                        say("规则计算金额", "Amount by the rule"),
                        yuan(record.outcome().assessedAmount())),
                Map.entry(say("应享金额", "Amount due"), yuan(record.outcome().entitledAmount())),
                Map.entry(say("决定日期", "Decided on"), day.toString()));
    }

    private List<Map.Entry<String, String>> inputs() {
        var facts = record.facts();
        var contract = facts.contract();
        var registered = say("合同登记", "registration");
        var registry = say("单位信息", "party's record");
        var rows = new ArrayList<Map.Entry<String, String>>();
        if (details.summary().contractId() == null) {
            facts.applicant().ifPresent(applicant -> year(rows, applicant));
            return rows;
        }
        row(rows, say("合同类别", "Contract type"), say(Spoken.of(contract.type())), registered);
        if (!contract.subtype().isEmpty()) {
            row(rows, say("合同小类", "Subtype"), contract.subtype(), registered);
        }
        row(rows, say("签订日期", "Signed on"), contract.signedOn().toString(), registered);
        row(rows, say("登记日期", "Registered on"), contract.registeredOn().toString(), registered);
        row(rows, say("合同成交额", "Contract amount"), yuan(contract.contractAmount()), registered);
        row(rows, say("技术交易额", "Technology amount"), yuan(contract.technologyAmount()), registered);
        row(rows, say("关联关系", "Affiliated parties"), say(Spoken.of(contract.affiliatedParties())), registered);
        row(rows, say("省内落地转化", "Used in the province"), say(Spoken.of(contract.landedInProvince())), registered);
        row(rows, say("权属变更", "Title transferred"), say(Spoken.of(contract.titleTransferred())), registered);
        row(
                rows,
                say("卖方", "Provider"),
                say(Spoken.of(facts.provider().kind())) + ", "
                        + division(facts.provider().division()),
                registry);
        row(
                rows,
                say("买方", "Recipient"),
                say(Spoken.of(facts.recipient().kind())) + ", "
                        + division(facts.recipient().division()),
                registry);
        for (var receipt : facts.receipts()) {
            row(
                    rows,
                    say("到账", "Received") + " " + receipt.receivedOn(),
                    yuan(receipt.received()),
                    say("到账记录第 " + receipt.sequence() + " 笔", "receipt no. " + receipt.sequence()));
        }
        row(
                rows,
                say(record.year() + " 年到账合计", "Received in " + record.year()),
                yuan(facts.receivedWithin(record.year())),
                say("以上到账之和", "sum of the receipts of the year"));
        facts.applicant().ifPresent(applicant -> figures(rows, applicant));
        facts.evidence().forEach((name, value) -> row(rows, label(name), stated(name, value), say("申报材料", "claim")));
        earlier(rows);
        return rows;
    }

    /** What an applicant's year is counted from: who it is, its years, and its contracts where the measure reads them one by one. */
    private void year(List<Map.Entry<String, String>> rows, ApplicantFacts applicant) {
        row(
                rows,
                say("申请人", "Applicant"),
                say(Spoken.of(applicant.party().kind())) + ", "
                        + division(applicant.party().division()),
                say("单位信息", "party's record"));
        figures(rows, applicant);
        for (var deal : applicant.contracts()) {
            var contract = deal.contract();
            row(
                    rows,
                    say("合同", "Contract") + " " + contract.registrationNumber(),
                    lines(
                            say(Spoken.of(contract.type())) + ", " + contract.registeredOn() + ", "
                                    + (deal.role() == Role.PROVIDER ? say("卖方", "provider") : say("买方", "recipient")),
                            say("技术交易额 ", "technology amount ") + yuan(contract.technologyAmount())),
                    say("合同登记", "registration"));
        }
        earlier(rows);
    }

    private void figures(List<Map.Entry<String, String>> rows, ApplicantFacts applicant) {
        applicant.figures().forEach(year -> {
            var role = record.facts().contract().registrationNumber().isEmpty()
                    ? year.role() == Role.PROVIDER ? say("作为卖方 ", "as provider ") : say("作为买方 ", "as recipient ")
                    : "";
            row(
                    rows,
                    say(year.year() + " 年合计", "Totals of " + year.year()),
                    role
                            + say(
                                    year.contracts() + " 份合同，技术交易额 "
                                            + year.technologyAmount().grouped() + " 元，到账 "
                                            + year.received().grouped() + " 元",
                                    year.contracts() + " contracts, technology amount "
                                            + year.technologyAmount().grouped() + " yuan, received "
                                            + year.received().grouped() + " yuan"),
                    say("登记合同汇总", "registered contracts"));
        });
    }

    private void earlier(List<Map.Entry<String, String>> rows) {
        for (PriorSupport earlier : record.facts().priorSupport()) {
            row(
                    rows,
                    say("以前支持", "Earlier support") + " " + earlier.year(),
                    yuan(earlier.granted()) + " (" + earlier.policyId() + ")",
                    say("以前的决定", "earlier decision"));
        }
    }

    private void row(List<Map.Entry<String, String>> rows, String label, String value, String source) {
        rows.add(Map.entry(label, value + say("（来源：", " (source: ") + source + say("）", ")")));
    }

    private String label(String name) {
        return inputs.stream()
                .filter(input -> input.name().equals(name))
                .map(input -> say(input.label()))
                .findFirst()
                .orElse(name);
    }

    private String stated(String name, String value) {
        return inputs.stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .map(input -> switch (input.type()) {
                    case MONEY -> yuan(Money.of(value));
                    case YES_NO -> say(Spoken.of("", InputKind.YES_NO, value));
                    default -> value;
                })
                .orElse(value);
    }

    private List<String> clauses() {
        var outcome = record.outcome();
        var own = record.policy().basis();
        var clauses = new LinkedHashMap<String, String>();
        clauses.put(own.document() + " " + own.article(), clause(own));
        Stream.of(
                        outcome.steps().stream().map(CalculationStep::basis),
                        outcome.reasons().stream().map(Reason::basis),
                        outcome.questions().stream().map(Question::basis),
                        outcome.shares().stream().map(DecisionRecord.Share::basis),
                        record.host().bearers().stream().map(Bearer::basis),
                        record.host().instalments().stream().map(Instalment::basis),
                        Stream.ofNullable(details.recovery())
                                .map(Recovery::basis)
                                .filter(Objects::nonNull),
                        record.policy().exclusivityBasis().stream(),
                        record.policy().capBasis().stream(),
                        record.parameters().stream().map(ParameterValue::basis))
                .flatMap(bases -> bases)
                .forEach(basis -> clauses.merge(
                        basis.document() + " " + basis.article(),
                        clause(basis),
                        // The same clause is cited with its title and without.
                        (known, another) -> another.length() > known.length() ? another : known));
        return List.copyOf(clauses.values());
    }

    private String clause(LegalBasis basis) {
        return basis.title().map(title -> "《" + title + "》").orElse("") + basis.document() + " " + basis.article();
    }

    private List<Map.Entry<String, String>> values() {
        return record.parameters().stream()
                .map(value -> Map.entry(
                        say(value.label()),
                        shown(value) + "\n" + value.from() + " "
                                + say("至 ", "until ")
                                + value.until().map(LocalDate::toString).orElse(say("今", "further notice"))
                                + " · " + clause(value.basis())))
                .toList();
    }

    private String shown(ParameterValue value) {
        return switch (value.unit()) {
            case "CNY" -> yuan(Money.of(value.value()));
            case "1" -> percent(new BigDecimal(value.value()));
            case "enum" ->
                Stream.of(value.value().split(",", -1))
                        .map(word -> say(Spoken.word(word.strip())))
                        .collect(Collectors.joining(say("、", ", ")));
            case "boolean" -> value.value().equals("true") ? say("是", "yes") : say("否", "no");
            default -> value.value();
        };
    }

    private void calculation(PdfPages pages) {
        var outcome = record.outcome();
        if (outcome.steps().isEmpty()) {
            pages.paragraph(say("没有可计算的金额。", "There is nothing to calculate."));
            return;
        }
        pages.fields(outcome.steps().stream()
                .map(step -> Map.entry(
                        (step.contribution().isNegative() ? "" : "+") + yuan(step.contribution()),
                        lines(say(step.what()), grouped(step.arithmetic()), clause(step.basis()))))
                .toList());
        var sum = Money.sum(
                outcome.steps().stream().map(CalculationStep::contribution).toList());
        pages.paragraph(say("以上各行合计 ", "The lines add up to ") + yuan(sum) + say("。", "."));
        for (var share : outcome.shares()) {
            pages.paragraph(say(share.name())
                    + say("：其中最多 ", ": of this at most ")
                    + yuan(share.amount())
                    + " (" + clause(share.basis()) + ")");
        }
        outcome.notes().forEach(note -> pages.remark(say(note)));
    }

    private void hostRules(PdfPages pages) {
        var policy = record.policy();
        var host = record.host();
        var rules = new ArrayList<String>();
        policy.capScope().ifPresent(scope -> {
            var limit = host.capLimit();
            rules.add(say(
                            "封顶（" + scope(scope).zh() + "）：",
                            "Cap (" + scope(scope).en() + "): ")
                    + limit.map(this::yuan).orElse(say("未触及共享额度", "nothing of a shared limit was asked for"))
                    + host.capGranted()
                            .map(granted -> say("，本次可用 ", ", left for this case: ") + yuan(granted))
                            .orElse("")
                    + policy.capBasis().map(basis -> " (" + clause(basis) + ")").orElse(""));
        });
        if (policy.exclusivity() != Exclusivity.NONE) {
            var rule = policy.exclusivity() == Exclusivity.ONE_SIDE_PER_PROJECT_YEAR
                    ? say("同一项目同一年度只支持一方", "One side of a project and year is supported")
                    : say("以前年度已获省级支持的不再支持", "No second support after provincial money of earlier years");
            rules.add(rule
                    + host.electedSide()
                            .map(side -> say("；本年度由", "; the year is held by the ")
                                    + (side == Side.PROVIDER ? say("卖方", "provider") : say("买方", "recipient"))
                                    + say("申请", ""))
                            .orElse("")
                    + policy.exclusivityBasis()
                            .map(basis -> " (" + clause(basis) + ")")
                            .orElse(""));
        }
        host.ended()
                .ifPresent(end -> rules.add(say("登记状态：", "Registration: ")
                        + (english ? end.words().en() : end.words().zh())));
        if (!rules.isEmpty()) {
            pages.heading(section("跨案规则", "Rules across cases")).numbered(rules);
        }
    }

    /** Who bears what, and in which parts it is paid; both add up to what is due. */
    private void payment(PdfPages pages) {
        var outcome = record.outcome();
        var due = yuan(outcome.entitledAmount());
        if (!outcome.borne().isEmpty()) {
            var rows = new ArrayList<List<String>>();
            for (int i = 0; i < outcome.borne().size(); i++) {
                var bearer = record.host().bearers().get(i);
                rows.add(List.of(
                        say(level(bearer.level())),
                        place(bearer.tenant()),
                        percent(bearer.share()),
                        yuan(outcome.borne().get(i)),
                        clause(bearer.basis())));
            }
            pages.heading(section("资金分担", "Who bears the cost"), rows.size() + 2)
                    .table(
                            List.of(
                                    Column.words(say("级次", "Level"), 3),
                                    Column.words(say("承担方", "Borne by"), 5),
                                    Column.figures(say("比例", "Share"), 3),
                                    Column.figures(say("金额", "Amount"), 5),
                                    Column.words(say("依据", "Clause"), 6)),
                            rows,
                            List.of(
                                    say("合计", "Total"),
                                    "",
                                    percent(shares(
                                            record.host().bearers().stream().map(Bearer::share))),
                                    due,
                                    ""));
        }
        if (!outcome.instalments().isEmpty()) {
            var rows = new ArrayList<List<String>>();
            for (int i = 0; i < outcome.instalments().size(); i++) {
                var part = record.host().instalments().get(i);
                rows.add(List.of(
                        Integer.toString(i + 1),
                        part.dueOn()
                                .map(LocalDate::toString)
                                .orElse(say(part.dueYear() + " 年内", "in " + part.dueYear())),
                        percent(part.share()),
                        yuan(outcome.instalments().get(i)),
                        clause(part.basis())));
            }
            pages.heading(section("分期兑付", "Instalments"), rows.size() + 2)
                    .table(
                            List.of(
                                    Column.words(say("期次", "No."), 2),
                                    Column.words(say("应付时间", "Due"), 5),
                                    Column.figures(say("比例", "Share"), 3),
                                    Column.figures(say("金额", "Amount"), 5),
                                    Column.words(say("依据", "Clause"), 6)),
                            rows,
                            List.of(
                                    say("合计", "Total"),
                                    "",
                                    percent(shares(
                                            record.host().instalments().stream().map(Instalment::share))),
                                    due,
                                    ""));
        }
    }

    private static BigDecimal shares(Stream<BigDecimal> shares) {
        return shares.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is to be paid back, with the days each rate counts for; the interest is rounded once, over all of them. */
    private void recovery(PdfPages pages) {
        var recovery = details.recovery();
        if (recovery == null) {
            return;
        }
        pages.heading(section("追回", "Recovery"))
                .paragraph(
                        say(
                                "本决定低于此前的决定。此前至多决定 "
                                        + yuan(recovery.principal()
                                                .plus(record.outcome().entitledAmount()))
                                        + "，现应享 " + yuan(record.outcome().entitledAmount())
                                        + "，差额应予追回；已实际拨付多少，以拨付记录为准。",
                                "This decision is lower than an earlier one: "
                                        + yuan(recovery.principal()
                                                .plus(record.outcome().entitledAmount()))
                                        + " was decided at most and "
                                        + yuan(record.outcome().entitledAmount())
                                        + " is due now. The difference is to be recovered; how much of it was paid, the payments on record say."));
        var dayCount = recovery.dayCount();
        if (!recovery.periods().isEmpty() && dayCount != null) {
            pages.table(
                    List.of(
                            Column.words(say("自（含）", "From (incl.)"), 5),
                            Column.words(say("至（不含）", "Until (excl.)"), 5),
                            Column.figures(say("天数", "Days"), 3),
                            Column.figures(say("年利率", "Rate a year"), 4),
                            Column.words(say("依据", "Clause"), 6)),
                    recovery.periods().stream()
                            .map(period -> List.of(
                                    period.from().toString(),
                                    period.until().toString(),
                                    Long.toString(period.days()),
                                    percent(period.rate()),
                                    clause(period.basis())))
                            .toList(),
                    List.of());
        }
        var clause = recovery.basis() == null ? "" : clause(recovery.basis());
        pages.table(
                List.of(
                        Column.words(say("项目", "Item"), 4),
                        Column.figures(say("金额", "Amount"), 5),
                        Column.words(say("依据与算法", "Clause, and how"), 8)),
                List.of(
                        List.of(say("本金", "Principal"), yuan(recovery.principal()), clause),
                        List.of(
                                say("利息", "Interest"),
                                yuan(recovery.interest()),
                                recovery.from() == null || dayCount == null
                                        ? say("未规定利息", "no interest is laid down")
                                        : say(
                                                "按" + say(words(dayCount)) + "计，算至 " + recovery.until() + "（不含），四舍五入到分",
                                                say(words(dayCount)) + ", up to " + recovery.until()
                                                        + " (not included), rounded half up to the fen"))),
                List.of(say("应追回合计", "To be recovered"), yuan(recovery.total()), ""));
    }

    private static Text words(DayCount dayCount) {
        return switch (dayCount) {
            case ACTUAL_365 -> new Text("实际天数 ÷ 365 ", "actual days ÷ 365");
            case ACTUAL_360 -> new Text("实际天数 ÷ 360 ", "actual days ÷ 360");
            case THIRTY_360 -> new Text("每月 30 天 ÷ 360 ", "months of 30 days ÷ 360");
        };
    }

    private static Text level(Level level) {
        return switch (level) {
            case PROVINCE -> new Text("省级", "province");
            case PREFECTURE -> new Text("市级", "prefecture");
            case COUNTY -> new Text("县级", "county");
        };
    }

    private String place(int tenant) {
        var name = places.get(tenant);
        return name == null ? Integer.toString(tenant) : say(name);
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private void missing(PdfPages pages) {
        var outcome = record.outcome();
        if (outcome.reasons().isEmpty() && outcome.questions().isEmpty()) {
            return;
        }
        pages.heading(
                outcome.status() == EntitlementStatus.PASSED
                        ? section("核查结论", "What the check found")
                        : section("未满足的条件", "What was missing"));
        var lines = new ArrayList<String>();
        outcome.reasons().forEach(reason -> lines.add(say(reason.message()) + " (" + clause(reason.basis()) + ")"));
        outcome.questions()
                .forEach(question -> lines.add(say(question.text()) + " (" + clause(question.basis()) + ")"));
        pages.numbered(lines);
        var change = details.smallestChange();
        if (!change.alone().isEmpty()) {
            pages.paragraph(say("最小的改变（任一项即可）：", "The smallest change (any one of these):"))
                    .numbered(change.alone().stream()
                            .map(one -> say(one.sentence()))
                            .toList());
        } else if (!change.together().isEmpty()) {
            pages.paragraph(say(
                            "没有单独一项足够；以下各项须同时具备：", "No single change would have been enough; these would, together:"))
                    .numbered(change.together().stream()
                            .map(one -> say(one.sentence()))
                            .toList());
        } else if (outcome.status() == EntitlementStatus.NOT_ENTITLED && change.remedy() == null) {
            pages.paragraph(say("未找到能使其符合的单项改变。", "No single change was found that would have qualified."));
        }
        if (change.remedy() != null) {
            pages.paragraph(
                    say("怎样才能享受：", "What it would take: ") + say(change.remedy().sentence()));
        }
    }

    private PdfPages verification(PdfPages pages) {
        var policy = record.policy();
        var plugin = record.plugin();
        var rows = new ArrayList<Map.Entry<String, String>>();
        rows.add(Map.entry(
                say("政策版本", "Policy version"), policy.id() + " / " + policy.version() + " (" + policy.tenant() + ")"));
        rows.add(Map.entry(say("插件", "Plugin"), plugin.id() + " " + plugin.version()));
        rows.add(Map.entry(say("插件摘要", "Plugin hash"), plugin.hash()));
        plugin.definition()
                .ifPresent(definition -> rows.add(
                        Map.entry(say("措施摘要", "Definition hash"), definition.language() + " " + definition.hash())));
        rows.add(Map.entry(say("决定摘要", "Decision hash"), details.summary().recordHash()));
        return pages.heading(section("如何核验", "How to check this"))
                .fields(rows)
                .paragraph(
                        say(
                                "在龙技的应享页面打开本决定并选择“复算核对”：系统用上述插件、取值和情况再算一次，决定摘要一致即表明结论未被改动，可复算。",
                                "Open the decision in Longji and choose to recompute it: it is made again by this very plugin from these values and inputs, and the same decision hash shows that nothing was altered."));
    }

    private String division(int code) {
        return code == 0 ? say("境外或未知", "abroad or unknown") : Integer.toString(code);
    }

    private String yuan(Money amount) {
        return amount.grouped() + say(" 元", " yuan");
    }

    private String section(String zh, String en) {
        sections++;
        return english ? sections + ". " + en : NUMERALS.get(sections - 1) + "、" + zh;
    }

    private static String lines(String... lines) {
        return Stream.of(lines).filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }

    /** Policies write amounts as they like; a letter groups their digits. */
    private static String grouped(String text) {
        return UNGROUPED
                .matcher(text)
                .replaceAll(amount -> Money.of(amount.group()).grouped());
    }

    private String say(Text text) {
        return grouped(english ? text.en() : text.zh());
    }

    private String say(String zh, String en) {
        return english ? en : zh;
    }

    private static Text status(EntitlementStatus status) {
        return switch (status) {
            case ENTITLED -> new Text("应享", "entitled");
            case NOT_ENTITLED -> new Text("不符合", "not entitled");
            case PASSED -> new Text("核查通过", "check passed");
            case NEEDS_JUDGEMENT -> new Text("待判断", "needs judgement");
            case AWAITING_ALLOCATION -> new Text("待分配资金", "awaiting its share of the money");
            case AWAITING_ELECTION -> new Text("待双方选择", "awaiting an election");
        };
    }

    private static Text clock(GoverningClock clock) {
        return switch (clock) {
            case SIGNED -> new Text("以签订日期为准", "day of signature");
            case REGISTERED -> new Text("以登记日期为准", "day of registration");
            case RECEIVED -> new Text("以到账日期为准", "day of receipt");
            case DECIDED -> new Text("以年末为准", "end of the year");
        };
    }

    private static Text scope(CapScope scope) {
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
