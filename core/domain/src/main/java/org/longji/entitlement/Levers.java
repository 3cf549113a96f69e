package org.longji.entitlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.YearFigures;
import org.longji.pluginhost.PolicyDefinition;
import org.longji.policy.PolicyVersion;

/** Everything about a case that could be otherwise. */
final class Levers {

    /** Ten thousand million yuan: more than any contract of a province. */
    static final long MOST_FEN = 1_000_000_000_000L;

    private static final long MOST_PIECES = 100_000;
    private static final long TEN_THOUSANDTHS = 10_000;
    private static final long DAYS = 3_660;
    private static final int MOST_ITEMS = 8;
    private static final int MOST_WORDS = 60;

    private final Subject subject;
    private final List<InputDescription> inputs;
    private final Words words;

    /**
     * What a policy's figures name, and so its conditions may ask for.
     *
     * @param texts words among the values of its parameters
     * @param divisions division codes, the tenant's own among them
     */
    record Words(Set<String> texts, Set<Integer> divisions) {

        /** Takes the words and codes out of what a version says: the values of its parameters, and the text of a measure. */
        static Words of(PolicyVersion version) {
            var values = new ArrayList<String>();
            version.parameters().values().forEach(dated -> dated.forEach(value -> values.add(value.value())));
            return of(version.tenant(), values, version.definition());
        }

        static Words of(int tenant, List<String> values, Optional<PolicyDefinition> measure) {
            var said = new ArrayList<>(values);
            measure.ifPresent(text -> said.addAll(Arrays.asList(text.text().split("[^\\p{L}\\p{N}_]+"))));
            return of(tenant, said);
        }

        static Words of(int tenant, Iterable<String> values) {
            var texts = new LinkedHashSet<String>();
            var divisions = new LinkedHashSet<Integer>(List.of(tenant));
            for (var value : values) {
                for (var word : value.split(",", -1)) {
                    var text = word.strip();
                    if (text.matches("[1-9]\\d{5}")) {
                        divisions.add(Integer.parseInt(text));
                    } else if (texts.size() < MOST_WORDS
                            && text.matches("[\\p{Lu}\\p{Lo}][\\p{Lu}\\p{Lo}\\p{N}_]{1,15}")) {
                        texts.add(text);
                    }
                }
            }
            return new Words(texts, divisions);
        }
    }

    Levers(Subject subject, List<InputDescription> inputs, Words words) {
        this.subject = subject;
        this.inputs = inputs;
        this.words = words;
    }

    /** The levers of one case. */
    List<Lever> of(Facts facts) {
        var levers = new ArrayList<Lever>();
        if (subject == Subject.CONTRACT) {
            contract(levers, facts);
            party(
                    levers,
                    "provider",
                    new Text("卖方", "provider"),
                    facts.provider(),
                    Facts::provider,
                    OtherFacts::provider);
            party(
                    levers,
                    "recipient",
                    new Text("买方", "recipient"),
                    facts.recipient(),
                    Facts::recipient,
                    OtherFacts::recipient);
            receipts(levers, facts);
        } else {
            party(
                    levers,
                    "applicant",
                    new Text("申请人", "applicant"),
                    facts.provider(),
                    Facts::provider,
                    OtherFacts::applicantParty);
        }
        if (!facts.priorSupport().isEmpty()) {
            levers.add(new Lever.Choice(
                    "priorSupport",
                    new Text("以前已获支持", "support granted before"),
                    InputKind.PRIOR_SUPPORT,
                    List.of("0.00"),
                    f -> Money.sum(f.priorSupport().stream()
                                    .map(PriorSupport::granted)
                                    .toList())
                            .toString(),
                    (f, none) -> f.withPriorSupport(List.of())));
        }
        inputs.forEach(input -> evidence(levers, input, facts));
        facts.applicant().ifPresent(applicant -> years(levers, applicant, facts));
        return levers;
    }

    private void contract(List<Lever> levers, Facts facts) {
        levers.add(new Lever.Quantity(
                "contract.technologyAmount",
                new Text("技术交易额", "technology amount"),
                InputKind.MONEY,
                0,
                MOST_FEN,
                f -> f.contract().technologyAmount().fen(),
                (f, fen) ->
                        OtherFacts.amounts(f, f.contract().contractAmount().max(Money.ofFen(fen)), Money.ofFen(fen))));
        levers.add(new Lever.Quantity(
                "contract.contractAmount",
                new Text("合同成交额", "contract amount"),
                InputKind.MONEY,
                0,
                MOST_FEN,
                f -> f.contract().contractAmount().fen(),
                (f, fen) -> OtherFacts.amounts(
                        f, Money.ofFen(fen), f.contract().technologyAmount().min(Money.ofFen(fen)))));
        day(
                levers,
                "contract.signedOn",
                new Text("签订日期", "day of signature"),
                facts,
                f -> f.contract().signedOn(),
                (f, on) -> OtherFacts.days(f, on, OtherFacts.later(f.contract().registeredOn(), on)));
        day(
                levers,
                "contract.registeredOn",
                new Text("登记日期", "day of registration"),
                facts,
                f -> f.contract().registeredOn(),
                (f, on) -> OtherFacts.days(f, OtherFacts.earlier(f.contract().signedOn(), on), on));
        levers.add(new Lever.Choice(
                "contract.type",
                new Text("合同类别", "contract type"),
                InputKind.CHOICE,
                names(ContractType.values()),
                f -> f.contract().type().name(),
                (f, type) -> OtherFacts.kinds(
                        f, ContractType.valueOf(type), f.contract().subtype())));
        var subtypes = new ArrayList<>(words.texts());
        subtypes.add(0, "");
        levers.add(new Lever.Choice(
                "contract.subtype",
                new Text("合同小类", "contract subtype"),
                InputKind.TEXT,
                subtypes,
                f -> f.contract().subtype(),
                (f, subtype) -> OtherFacts.kinds(f, f.contract().type(), subtype)));
        answer(
                levers,
                "contract.affiliatedParties",
                new Text("双方存在关联关系", "parties are affiliated"),
                c -> c.affiliatedParties(),
                (f, a) -> OtherFacts.answers(
                        f, a, f.contract().landedInProvince(), f.contract().titleTransferred()));
        answer(
                levers,
                "contract.landedInProvince",
                new Text("在省内落地转化", "put to use in the province"),
                c -> c.landedInProvince(),
                (f, a) -> OtherFacts.answers(
                        f, f.contract().affiliatedParties(), a, f.contract().titleTransferred()));
        answer(
                levers,
                "contract.titleTransferred",
                new Text("已办理权属变更", "title transferred"),
                c -> c.titleTransferred(),
                (f, a) -> OtherFacts.answers(
                        f, f.contract().affiliatedParties(), f.contract().landedInProvince(), a));
    }

    private static void answer(
            List<Lever> levers,
            String field,
            Text label,
            Function<ContractFacts, Answer> reading,
            BiFunction<Facts, Answer, Facts> writing) {
        levers.add(new Lever.Choice(
                field,
                label,
                InputKind.YES_NO,
                List.of("YES", "NO"),
                f -> reading.apply(f.contract()).name(),
                (f, value) -> writing.apply(f, Answer.valueOf(value))));
    }

    private static void day(
            List<Lever> levers,
            String field,
            Text label,
            Facts facts,
            Function<Facts, LocalDate> reading,
            BiFunction<Facts, LocalDate, Facts> writing) {
        long now = reading.apply(facts).toEpochDay();
        levers.add(new Lever.Quantity(
                field,
                label,
                InputKind.DATE,
                now - DAYS,
                now + DAYS,
                f -> reading.apply(f).toEpochDay(),
                (f, day) -> writing.apply(f, LocalDate.ofEpochDay(day))));
    }

    private void party(
            List<Lever> levers,
            String name,
            Text label,
            PartyFacts now,
            Function<Facts, PartyFacts> reading,
            BiFunction<Facts, PartyFacts, Facts> writing) {
        levers.add(new Lever.Choice(
                name + ".kind",
                new Text(label.zh() + "单位性质", "kind of the " + label.en()),
                InputKind.CHOICE,
                names(PartyKind.values()),
                f -> reading.apply(f).kind().name(),
                (f, kind) -> writing.apply(f, reading.apply(f).as(PartyKind.valueOf(kind)))));
        var divisions = new ArrayList<String>();
        words.divisions().forEach(code -> divisions.add(Integer.toString(code)));
        divisions.add("0");
        levers.add(new Lever.Choice(
                name + ".division",
                new Text(label.zh() + "登记地", "division of the " + label.en()),
                InputKind.DIVISION,
                divisions,
                f -> Integer.toString(reading.apply(f).division()),
                (f, code) -> writing.apply(f, reading.apply(f).in(Integer.parseInt(code)))));
        attribute(
                levers,
                name + ".attributes.size",
                new Text(label.zh() + "规模", "size of the " + label.en()),
                InputKind.CHOICE,
                List.of("MICRO", "SMALL", "MEDIUM", "LARGE"),
                reading,
                writing);
        attribute(
                levers,
                name + ".attributes.highTech",
                new Text(label.zh() + "为高新技术企业", label.en() + " is a high-tech enterprise"),
                InputKind.YES_NO,
                List.of("YES", "NO"),
                reading,
                writing);
        attribute(
                levers,
                name + ".attributes.keyFields",
                new Text(label.zh() + "所属重点领域", "key fields of the " + label.en()),
                InputKind.TEXT,
                List.copyOf(words.texts()),
                reading,
                writing);
    }

    private static void attribute(
            List<Lever> levers,
            String field,
            Text label,
            InputKind kind,
            List<String> values,
            Function<Facts, PartyFacts> reading,
            BiFunction<Facts, PartyFacts, Facts> writing) {
        var name = field.substring(field.lastIndexOf('.') + 1);
        levers.add(new Lever.Choice(
                field, label, kind, values, f -> reading.apply(f).attributes().getOrDefault(name, ""), (f, value) -> {
                    var party = reading.apply(f);
                    return writing.apply(
                            f,
                            new PartyFacts(
                                    party.creditCode(),
                                    party.kind(),
                                    party.division(),
                                    OtherFacts.put(party.attributes(), name, value)));
                }));
    }

    /** What arrived in the year as one quantity, then the receipts one by one where that says something else. */
    private static void receipts(List<Lever> levers, Facts facts) {
        levers.add(new Lever.Quantity(
                "receipts",
                new Text(facts.year() + " 年到账", "received in " + facts.year()),
                InputKind.MONEY,
                0,
                MOST_FEN,
                f -> f.receivedWithin(f.year()).fen(),
                (f, fen) -> OtherFacts.receivedInYear(f, Money.ofFen(fen))));
        for (int i = 0; i < Math.min(facts.receipts().size(), MOST_ITEMS); i++) {
            var receipt = facts.receipts().get(i);
            int sequence = receipt.sequence();
            var label = new Text(receipt.receivedOn() + " 到账的一笔", "what arrived on " + receipt.receivedOn());
            if (facts.receipts().size() > 1 && receipt.received().isPositive()) {
                levers.add(new Lever.Quantity(
                        "receipts." + i + ".received",
                        label,
                        InputKind.MONEY,
                        0,
                        MOST_FEN,
                        f -> OtherFacts.receipt(f, sequence).received().fen(),
                        (f, fen) -> OtherFacts.receipt(
                                f, sequence, OtherFacts.receipt(f, sequence).receivedOn(), Money.ofFen(fen))));
            }
            day(
                    levers,
                    "receipts." + i + ".on",
                    new Text(
                            receipt.received().grouped() + " 元的到账日期",
                            "day on which " + receipt.received().grouped() + " yuan arrived"),
                    facts,
                    f -> OtherFacts.receipt(f, sequence).receivedOn(),
                    (f, on) -> OtherFacts.receipt(
                            f, sequence, on, OtherFacts.receipt(f, sequence).received()));
        }
    }

    private static void evidence(List<Lever> levers, InputDescription input, Facts facts) {
        var field = "evidence." + input.name();
        Function<Facts, Optional<String>> reading =
                f -> Optional.ofNullable(f.evidence().get(input.name())).or(input::otherwise);
        BiFunction<Facts, String, Facts> writing =
                (f, value) -> f.withEvidence(OtherFacts.put(f.evidence(), input.name(), value));
        switch (input.type()) {
            case MONEY ->
                levers.add(new Lever.Quantity(
                        field,
                        input.label(),
                        InputKind.MONEY,
                        0,
                        MOST_FEN,
                        f -> reading.apply(f).map(v -> Money.of(v).fen()).orElse(0L),
                        (f, fen) -> writing.apply(f, Money.ofFen(fen).toString())));
            case COUNT ->
                levers.add(new Lever.Quantity(
                        field,
                        input.label(),
                        InputKind.COUNT,
                        0,
                        MOST_PIECES,
                        f -> reading.apply(f).map(Long::parseLong).orElse(0L),
                        (f, pieces) -> writing.apply(f, Long.toString(pieces))));
            case RATIO ->
                levers.add(new Lever.Quantity(
                        field,
                        input.label(),
                        InputKind.RATIO,
                        0,
                        100 * TEN_THOUSANDTHS,
                        f -> reading.apply(f)
                                .map(v -> new BigDecimal(v)
                                        .multiply(BigDecimal.valueOf(TEN_THOUSANDTHS))
                                        .setScale(0, RoundingMode.DOWN)
                                        .longValue())
                                .orElse(0L),
                        (f, parts) -> writing.apply(f, ratio(parts))));
            case DATE ->
                day(
                        levers,
                        field,
                        input.label(),
                        facts,
                        f -> reading.apply(f).map(LocalDate::parse).orElse(f.governingDate()),
                        (f, on) -> writing.apply(f, on.toString()));
            case YES_NO ->
                levers.add(new Lever.Choice(
                        field,
                        input.label(),
                        InputKind.YES_NO,
                        List.of("YES", "NO"),
                        f -> reading.apply(f).orElse(Answer.UNKNOWN.name()),
                        writing));
            case CHOICE ->
                levers.add(new Lever.Choice(
                        field,
                        input.label(),
                        InputKind.CHOICE,
                        input.choices(),
                        f -> reading.apply(f).orElse(""),
                        writing));
        }
    }

    static String ratio(long tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, 4).stripTrailingZeros().toPlainString();
    }

    private void years(List<Lever> levers, ApplicantFacts applicant, Facts facts) {
        for (int i = 0; i < Math.min(applicant.figures().size(), MOST_ITEMS); i++) {
            year(levers, i, applicant.figures().get(i));
        }
        if (subject == Subject.CONTRACT) {
            return;
        }
        for (int i = 0; i < Math.min(applicant.contracts().size(), MOST_ITEMS); i++) {
            int position = i;
            var number = applicant.contracts().get(i).contract().registrationNumber();
            levers.add(new Lever.Quantity(
                    "contracts." + i + ".contract.technologyAmount",
                    new Text("合同 " + number + " 的技术交易额", "technology amount of contract " + number),
                    InputKind.MONEY,
                    0,
                    MOST_FEN,
                    f -> OtherFacts.deal(f, position)
                            .contract()
                            .technologyAmount()
                            .fen(),
                    (f, fen) -> OtherFacts.dealAmount(f, position, Money.ofFen(fen))));
            levers.add(new Lever.Choice(
                    "contracts." + i + ".contract.affiliatedParties",
                    new Text("合同 " + number + " 双方存在关联关系", "parties of contract " + number + " are affiliated"),
                    InputKind.YES_NO,
                    List.of("YES", "NO"),
                    f -> OtherFacts.deal(f, position)
                            .contract()
                            .affiliatedParties()
                            .name(),
                    (f, value) -> OtherFacts.dealAnswer(f, position, Answer.valueOf(value))));
        }
    }

    private static void year(List<Lever> levers, int position, YearFigures now) {
        var field = "figures." + position;
        var zh = now.year() + " 年";
        var en = " of " + now.year();
        levers.add(new Lever.Quantity(
                field + ".contracts",
                new Text(zh + "合同件数", "number of contracts" + en),
                InputKind.COUNT,
                0,
                MOST_PIECES,
                f -> OtherFacts.figure(f, position).contracts(),
                (f, pieces) -> OtherFacts.figure(
                        f,
                        position,
                        y -> figures(y, (int) pieces, y.contractAmount(), y.technologyAmount(), y.received()))));
        yuan(
                levers,
                field + ".technologyAmount",
                new Text(zh + "技术交易额", "technology amount" + en),
                position,
                YearFigures::technologyAmount,
                (y, to) -> figures(y, y.contracts(), y.contractAmount().max(to), to, y.received()));
        yuan(
                levers,
                field + ".contractAmount",
                new Text(zh + "合同成交额", "contract amount" + en),
                position,
                YearFigures::contractAmount,
                (y, to) -> figures(y, y.contracts(), to, y.technologyAmount().min(to), y.received()));
        yuan(
                levers,
                field + ".received",
                new Text(zh + "到账", "money received" + en),
                position,
                YearFigures::received,
                (y, to) -> figures(y, y.contracts(), y.contractAmount(), y.technologyAmount(), to));
    }

    private static void yuan(
            List<Lever> levers,
            String field,
            Text label,
            int position,
            Function<YearFigures, Money> reading,
            BiFunction<YearFigures, Money, YearFigures> writing) {
        levers.add(new Lever.Quantity(
                field,
                label,
                InputKind.MONEY,
                0,
                MOST_FEN,
                f -> reading.apply(OtherFacts.figure(f, position)).fen(),
                (f, fen) -> OtherFacts.figure(f, position, y -> writing.apply(y, Money.ofFen(fen)))));
    }

    private static YearFigures figures(YearFigures y, int contracts, Money gross, Money technology, Money received) {
        return new YearFigures(y.year(), y.role(), contracts, gross, technology, received);
    }

    private static <E extends Enum<E>> List<String> names(E[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
