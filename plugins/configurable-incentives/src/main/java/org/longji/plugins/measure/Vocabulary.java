package org.longji.plugins.measure;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.YearFigures;

/** The facts and functions that formulas may name. */
final class Vocabulary {

    static final Set<String> CONTRACT_TYPES = words(ContractType.values());
    static final Set<String> PARTY_KINDS = words(PartyKind.values());
    static final Set<String> SIZES =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of("MICRO", "SMALL", "MEDIUM", "LARGE")));
    private static final Ask CONTRACT = new Ask("CONTRACT", new Text("请关联技术合同。", "Name the contract."));

    private Vocabulary() {}

    private static Set<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the fact of that name, or {@code null} if there is none} */
    static @Nullable Expr fact(String name, Names names) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return calendar(name);
        }
        String group = name.substring(0, dot);
        String member = name.substring(dot + 1);
        return switch (group) {
            case "contract" -> contract(name, member, names);
            case "received" -> received(name, member, names);
            case "provider", "recipient", "beneficiary", "counterparty" -> party(name, group, member, names);
            case "own" -> yearTotal(member, 0, names.role, names);
            case "lastYear" -> yearTotal(member, -1, names.role, names);
            case "prior" -> prior(member, names);
            default -> null;
        };
    }

    private static @Nullable Expr calendar(String name) {
        return switch (name) {
            case "year" -> fact(Type.COUNT, "申报年度", "year assessed", in -> Exact.of(in.facts.year()));
            case "governingDate" -> fact(Type.DATE, "适用日期", "governing date", in -> in.facts.governingDate());
            case "yearStart" ->
                fact(Type.DATE, "年度第一天", "first day of the year", in -> LocalDate.of(in.facts.year(), 1, 1));
            case "yearEnd" ->
                fact(Type.DATE, "年度最后一天", "last day of the year", in -> LocalDate.of(in.facts.year(), 12, 31));
            default -> null;
        };
    }

    private static @Nullable Expr contract(String name, String member, Names names) {
        Expr found = switch (member) {
            case "amount" ->
                ofContract(Type.MONEY, "合同成交额", "contract amount", in -> Exact.of(in.contract.contractAmount()));
            case "technologyAmount" ->
                ofContract(Type.MONEY, "技术交易额", "technology amount", in -> Exact.of(in.contract.technologyAmount()));
            case "nonTechnologyCost" ->
                ofContract(
                        Type.MONEY,
                        "非技术性费用",
                        "non-technology cost",
                        in -> Exact.of(in.contract.contractAmount().minus(in.contract.technologyAmount())));
            case "type" ->
                new Expr.Fact(
                        Type.TEXT,
                        new Text("合同类别", "contract type"),
                        CONTRACT_TYPES,
                        guarded(in -> in.contract.type().name()));
            case "subtype" -> ofContract(Type.TEXT, "合同小类", "contract subtype", in -> in.contract.subtype());
            case "signedOn" -> ofContract(Type.DATE, "签订日期", "day of signature", in -> in.contract.signedOn());
            case "registeredOn" ->
                ofContract(Type.DATE, "登记日期", "day of registration", in -> in.contract.registeredOn());
            case "affiliated" ->
                ofContract(
                        Type.TRUTH,
                        "存在隶属或关联关系",
                        "parties affiliated",
                        in -> answer(in, in.contract.affiliatedParties(), Questions.AFFILIATED));
            case "landed" ->
                ofContract(
                        Type.TRUTH,
                        "成果在省内落地转化",
                        "result put to use in the province",
                        in -> answer(in, in.contract.landedInProvince(), Questions.LANDED));
            case "titleTransferred" ->
                ofContract(
                        Type.TRUTH,
                        "已办理权属变更",
                        "title transferred",
                        in -> answer(in, in.contract.titleTransferred(), Questions.TITLE));
            default -> null;
        };
        if (found != null) {
            names.readsContract(name);
        }
        return found;
    }

    static @Nullable Object answer(Evaluation in, Answer answer, Ask ask) {
        return switch (answer) {
            case YES -> Boolean.TRUE;
            case NO -> Boolean.FALSE;
            case UNKNOWN -> in.lacks(ask);
        };
    }

    private static Expr ofContract(Type type, String zh, String en, Expr.Reader reader) {
        return fact(type, zh, en, guarded(reader));
    }

    // A claim without a contract holds an empty one, whose type and dates mean nothing.
    private static Expr.Reader guarded(Expr.Reader reader) {
        return in -> in.contract.registrationNumber().isEmpty() ? in.lacks(CONTRACT) : reader.read(in);
    }

    private static @Nullable Expr received(String name, String member, Names names) {
        Expr found = switch (member) {
            case "year" ->
                ofContract(
                        Type.MONEY,
                        "当年实际到账金额",
                        "money received in the year",
                        in -> receivedWithin(in, in.facts.year()));
            case "total" ->
                ofContract(
                        Type.MONEY,
                        "截至年末累计到账金额",
                        "money received up to the end of the year",
                        in -> receivedBetween(in, LocalDate.MIN, LocalDate.of(in.facts.year(), 12, 31)));
            default -> null;
        };
        if (found != null) {
            names.readsContract(name);
        }
        return found;
    }

    private static Exact receivedWithin(Evaluation in, int year) {
        return Math.abs((long) year) > Year.MAX_VALUE
                ? Exact.ZERO
                : receivedBetween(in, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    private static Exact receivedBetween(Evaluation in, LocalDate first, LocalDate last) {
        List<ReceiptFacts> receipts = in.receipts;
        long fen = 0;
        for (int i = 0; i < receipts.size(); i++) {
            ReceiptFacts receipt = receipts.get(i);
            if (!receipt.receivedOn().isBefore(first) && !receipt.receivedOn().isAfter(last)) {
                fen = Math.addExact(fen, receipt.received().fen());
            }
        }
        return Exact.ofFen(fen);
    }

    /** {@return how to find that party} */
    static Function<Evaluation, @Nullable PartyFacts> partyOf(String group, Names names) {
        boolean ofDeal = names.subject == Subject.CONTRACT || names.inDeal;
        return switch (group) {
            case "provider" -> in -> in.provider;
            case "recipient" -> in -> in.recipient;
            case "counterparty" -> {
                if (names.side().compareTo(Role.RECIPIENT) > 0) {
                    throw new Fault(
                            "受益人不是合同一方时没有“counterparty”，请写 provider 或 recipient。",
                            "a beneficiary that is no party has no counterparty; write provider or recipient");
                }
                yield in -> role(in, names.role) == Role.PROVIDER ? in.recipient : in.provider;
            }
            default ->
                ofDeal && names.side().compareTo(Role.RECIPIENT) <= 0
                        ? in -> role(in, names.role) == Role.PROVIDER ? in.provider : in.recipient
                        : in -> {
                            ApplicantFacts applicant = in.applicant();
                            return applicant == null ? null : applicant.party();
                        };
        };
    }

    /** The beneficiary's role in the contract looked at; a single contract has it in the paid one. */
    private static Role role(Evaluation in, Role paid) {
        Role ofDeal = in.role;
        return ofDeal == null ? paid : ofDeal;
    }

    static Text partyWords(String group, Names names) {
        Role side = names.side();
        String resolved = group.equals("beneficiary")
                ? side.name()
                : group.equals("counterparty") ? (side == Role.PROVIDER ? "RECIPIENT" : "PROVIDER") : group;
        return switch (resolved) {
            case "PROVIDER", "provider" -> new Text("卖方", "provider");
            case "RECIPIENT", "recipient" -> new Text("买方", "recipient");
            case "INTERMEDIARY" -> new Text("技术转移机构", "intermediary");
            case "AGENCY" -> new Text("登记机构", "registration agency");
            default -> new Text("申请人", "applicant");
        };
    }

    private static @Nullable Expr party(String name, String group, String member, Names names) {
        if (!group.equals("beneficiary")) {
            names.readsContract(name);
        }
        Function<Evaluation, @Nullable PartyFacts> party = partyOf(group, names);
        Text who = partyWords(group, names);
        return switch (member) {
            case "kind" ->
                new Expr.Fact(
                        Type.TEXT,
                        new Text(who.zh() + "单位性质", "kind of the " + who.en()),
                        PARTY_KINDS,
                        in -> of(in, party, p -> p.kind().name()));
            case "code" ->
                fact(
                        Type.TEXT,
                        who.zh() + "统一社会信用代码",
                        "credit code of the " + who.en(),
                        in -> of(in, party, PartyFacts::creditCode));
            case "division" ->
                fact(
                        Type.DIVISION,
                        who.zh() + "登记地",
                        "division of the " + who.en(),
                        in -> of(in, party, PartyFacts::division));
            case "size" ->
                new Expr.Fact(
                        Type.TEXT,
                        new Text(who.zh() + "企业规模", "size of the " + who.en()),
                        SIZES,
                        in -> attribute(
                                in,
                                party,
                                "size",
                                new Ask(
                                        "ENTERPRISE_SIZE",
                                        new Text(
                                                "请确认" + who.zh() + "的企业规模。",
                                                "State the size of the " + who.en() + "."))));
            case "highTech" ->
                fact(Type.TRUTH, who.zh() + "是高新技术企业", who.en() + " is a high-tech enterprise", in -> {
                    String text = attribute(
                            in,
                            party,
                            "highTech",
                            new Ask(
                                    "HIGH_TECH",
                                    new Text(
                                            who.zh() + "是否高新技术企业？",
                                            "Is the " + who.en() + " a high-tech enterprise?")));
                    return text == null ? null : Boolean.valueOf(text.equals("YES"));
                });
            case "keyFields" ->
                fact(Type.SET, who.zh() + "所属领域", "fields of the " + who.en(), in -> {
                    String text = attribute(
                            in,
                            party,
                            "keyFields",
                            new Ask(
                                    "KEY_FIELDS",
                                    new Text("请确认" + who.zh() + "所属领域。", "State the fields of the " + who.en() + ".")));
                    return text == null ? null : setOf(text);
                });
            default -> null;
        };
    }

    static Set<String> setOf(String text) {
        Set<String> words = new HashSet<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ',') {
                String word = text.substring(from, i).strip();
                if (!word.isEmpty()) {
                    words.add(word);
                }
                from = i + 1;
            }
        }
        return Set.copyOf(words);
    }

    private static @Nullable Object of(
            Evaluation in, Function<Evaluation, @Nullable PartyFacts> party, Function<PartyFacts, Object> read) {
        PartyFacts found = party.apply(in);
        return found == null ? in.lacks(Ask.YEAR_FIGURES) : read.apply(found);
    }

    private static @Nullable String attribute(
            Evaluation in, Function<Evaluation, @Nullable PartyFacts> party, String name, Ask ask) {
        PartyFacts found = party.apply(in);
        String text = found == null ? null : found.attributes().get(name);
        if (text == null) {
            in.lacks(ask);
        }
        return text;
    }

    private static @Nullable Expr prior(String member, Names names) {
        String own = names.policyId;
        return switch (member) {
            case "total" -> granted("以前已获支持", "support granted before", (in, p) -> true);
            case "earlier" ->
                granted("以前年度已获支持", "support granted for earlier years", (in, p) -> p.year() < in.facts.year());
            case "thisYear" ->
                granted("本年度已获其他支持", "support granted for this year", (in, p) -> p.year() == in.facts.year());
            case "own" ->
                granted(
                        "本政策已给予的支持",
                        "support this policy granted before",
                        (in, p) -> p.policyId().equals(own));
            default -> null;
        };
    }

    private interface Counts {
        boolean counts(Evaluation in, PriorSupport support);
    }

    private static Expr granted(String zh, String en, Counts counts) {
        return fact(Type.MONEY, zh, en, in -> {
            Money sum = Money.ZERO;
            for (PriorSupport support : in.facts.priorSupport()) {
                // What was granted for a later year did not come before.
                if (support.year() <= in.facts.year() && counts.counts(in, support)) {
                    sum = sum.plus(support.granted());
                }
            }
            return Exact.of(sum);
        });
    }

    /** What a formula calls the measure itself, whatever its id. */
    static final String SELF = "SELF";

    /**
     * {@return what that policy granted, or all policies of a level if the name ends with a star, in the last {@code years}
     * years with the one assessed, or ever if that is zero}
     */
    static Expr grantedBy(String policy, int years, Names names) {
        Text who = policyWords(policy, years);
        return granted(who.zh() + "已给予的支持", "support granted by " + who.en(), by(policy, years, names));
    }

    /** {@return in how many years it granted anything, in the same words} */
    static Expr yearsGranted(String policy, int years, Names names) {
        Text who = policyWords(policy, years);
        Counts counts = by(policy, years, names);
        return fact(
                Type.COUNT,
                who.zh() + "已支持的年数",
                "years supported by " + who.en(),
                in -> Exact.of(in.facts.priorSupport().stream()
                        .filter(support -> support.year() <= in.facts.year()
                                && support.granted().isPositive()
                                && counts.counts(in, support))
                        .map(PriorSupport::year)
                        .distinct()
                        .count()));
    }

    private static Counts by(String policy, int years, Names names) {
        boolean family = policy.endsWith("*");
        String start =
                policy.equals(SELF) ? names.policyId : family ? policy.substring(0, policy.length() - 1) : policy;
        return (in, support) -> (years == 0 || support.year() > in.facts.year() - years)
                && (family
                        ? support.policyId().startsWith(start)
                        : support.policyId().equals(start));
    }

    private static Text policyWords(String policy, int years) {
        boolean self = policy.equals(SELF);
        String zh = self ? "本政策" : "“" + policy + "”";
        String en = self ? "this policy" : policy;
        return years == 0 ? new Text(zh, en) : new Text("近" + years + "年内" + zh, en + " within " + years + " years");
    }

    private record Field(Text label, Type type, Function<YearFigures, Exact> read) {}

    private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put(
                "contracts",
                new Field(new Text("技术合同份数", "contracts"), Type.COUNT, figures -> Exact.of(figures.contracts())));
        FIELDS.put(
                "contractAmount",
                new Field(
                        new Text("合同成交额", "contract amount"),
                        Type.MONEY,
                        figures -> Exact.of(figures.contractAmount())));
        FIELDS.put(
                "technologyAmount",
                new Field(
                        new Text("技术交易额", "technology amount"),
                        Type.MONEY,
                        figures -> Exact.of(figures.technologyAmount())));
        FIELDS.put(
                "received",
                new Field(new Text("到账金额", "money received"), Type.MONEY, figures -> Exact.of(figures.received())));
    }

    private static Field field(String name) {
        Field field = FIELDS.get(name);
        if (field == null) {
            throw new Fault(
                    "“" + name + "”不是年度数据，可用：" + FIELDS.keySet(),
                    "'" + name + "' is no figure of a year; there are " + FIELDS.keySet());
        }
        return field;
    }

    static Expr yearTotal(String name, int offset, Role role, Names names) {
        Field field = field(name);
        names.readsYear(offset);
        Text when = yearWords(offset);
        return fact(
                field.type(),
                when.zh() + field.label().zh(),
                field.label().en() + " of " + when.en(),
                in -> total(in, field, offset, role));
    }

    /** How far back the figures of a year go that is named by its number. */
    private static final int REMEMBERED = 10;

    /** {@code totalIn(field, year)}: the figure of a calendar year, such as the base year of a plan. */
    static Expr totalIn(String name, Expr year, Role role, Names names) {
        Field field = field(name);
        wants("totalIn", year, Type.COUNT);
        names.readsYear(-REMEMBERED);
        Text when = year.label();
        return new Call(
                field.type(),
                "totalIn",
                new Text(when.zh() + "的" + field.label().zh(), field.label().en() + " of " + when.en()),
                List.of(year),
                true,
                (in, arguments) -> {
                    Exact wanted = arguments.get(0).number(in);
                    if (wanted == null) {
                        return null;
                    }
                    int offset = wanted.intValue() - in.facts.year();
                    return offset > 0 || offset < -REMEMBERED
                            ? in.lacks(Ask.YEAR_FIGURES)
                            : total(in, field, offset, role);
                });
    }

    private static Text yearWords(int offset) {
        return switch (offset) {
            case 0 -> new Text("本年度", "this year");
            case -1 -> new Text("上年度", "last year");
            default -> new Text("前第" + -offset + "年", "the year " + -offset + " before");
        };
    }

    private static @Nullable Exact total(Evaluation in, Field field, int offset, Role role) {
        ApplicantFacts applicant = in.applicant();
        if (applicant == null) {
            return (Exact) in.lacks(Ask.YEAR_FIGURES);
        }
        int year = in.facts.year() + offset;
        Exact sum = Exact.ZERO;
        for (YearFigures figures : applicant.figures()) {
            if (figures.year() == year && figures.role() == role) {
                sum = sum.plus(field.read().apply(figures));
            }
        }
        return sum;
    }

    /** Average, highest or lowest of the years before; an average {@code OfActive} is of those in which there was anything. */
    static Expr earlierYears(String function, String name, int years, Role role, Names names) {
        Field field = field(name);
        names.readsYear(-years);
        boolean activeOnly = function.equals("yearAverageOfActive");
        boolean average = activeOnly || function.equals("yearAverage");
        boolean largest = function.equals("yearMax");
        String zh = "前" + years + "年" + field.label().zh()
                + (average ? activeOnly ? "（有业务年份）平均值" : "平均值" : largest ? "最高值" : "最低值");
        String en = (average ? "average " : largest ? "highest " : "lowest ")
                + field.label().en() + " of the " + years + " years before";
        return fact(field.type() == Type.COUNT && average ? Type.NUMBER : field.type(), zh, en, in -> {
            Exact sum = Exact.ZERO;
            Exact extreme = null;
            int active = 0;
            for (int i = 1; i <= years; i++) {
                Exact one = total(in, field, -i, role);
                if (one == null) {
                    return null;
                }
                sum = sum.plus(one);
                extreme = extreme == null ? one : largest ? extreme.max(one) : extreme.min(one);
                active += one.signum() == 0 ? 0 : 1;
            }
            if (!average) {
                return extreme;
            }
            int over = activeOnly ? active : years;
            return over == 0 ? Exact.ZERO : sum.over(Exact.of(over));
        });
    }

    static Expr hasYear(int offset, Role role, Names names) {
        names.readsYear(offset);
        Text when = yearWords(offset);
        return fact(Type.TRUTH, when.zh() + "有技术合同", "contracts in " + when.en(), in -> {
            ApplicantFacts applicant = in.applicant();
            if (applicant == null) {
                return in.lacks(Ask.YEAR_FIGURES);
            }
            int year = in.facts.year() + offset;
            return applicant.figures().stream()
                    .anyMatch(f -> f.year() == year
                            && f.role() == role
                            && (f.contracts() > 0
                                    || f.contractAmount().isPositive()
                                    || f.technologyAmount().isPositive()));
        });
    }

    /** {@return a function of the vocabulary, or {@code null} if there is none of that name} */
    static @Nullable Expr function(String name, List<Expr> arguments, Names names) {
        return switch (name) {
            case "min", "max" -> extreme(name, arguments);
            case "floor", "ceil", "round" -> whole(name, arguments);
            case "abs" -> {
                count(name, arguments, 1);
                Type type = numeric(name, arguments.get(0));
                yield call(type, name, "绝对值", "absolute value", arguments, (in, args) -> {
                    Exact value = args.get(0).number(in);
                    return value == null ? null : value.signum() < 0 ? value.negate() : value;
                });
            }
            case "growth" -> {
                count(name, arguments, 2);
                wants(name, arguments.get(0), Type.MONEY, Type.COUNT);
                if (!Type.alike(arguments.get(0).type, arguments.get(1).type)
                        && !arguments.get(1).type.numeric()) {
                    throw mismatch(arguments.get(0), arguments.get(1));
                }
                if ((arguments.get(0).type == Type.MONEY) != (arguments.get(1).type == Type.MONEY)) {
                    throw mismatch(arguments.get(0), arguments.get(1));
                }
                yield new Quotient.Growth(arguments.get(0), arguments.get(1));
            }
            case "coalesce" -> {
                count(name, arguments, 2);
                if (!Type.alike(arguments.get(0).type, arguments.get(1).type)) {
                    throw mismatch(arguments.get(0), arguments.get(1));
                }
                yield call(
                        Type.wider(arguments.get(0).type, arguments.get(1).type),
                        name,
                        arguments.get(0).label().zh(),
                        arguments.get(0).label().en(),
                        arguments,
                        (in, args) -> {
                            int before = in.missing();
                            Object first = args.get(0).value(in);
                            if (first != null) {
                                return first;
                            }
                            in.forgetSince(before);
                            return args.get(1).value(in);
                        });
            }
            case "given" -> {
                count(name, arguments, 1);
                yield call(Type.TRUTH, name, "已填写", "given", arguments, (in, args) -> {
                    int before = in.missing();
                    boolean given = args.get(0).value(in) != null;
                    in.forgetSince(before);
                    return given;
                });
            }
            case "inside" -> {
                count(name, arguments, 2);
                wants(name, arguments.get(0), Type.DIVISION);
                wants(name, arguments.get(1), Type.DIVISION);
                yield call(
                        Type.TRUTH,
                        name,
                        arguments.get(0).label().zh() + "在范围内",
                        arguments.get(0).label().en() + " inside",
                        arguments,
                        (in, args) -> {
                            Integer where = (Integer) args.get(0).value(in);
                            Integer division = (Integer) args.get(1).value(in);
                            return where == null || division == null
                                    ? null
                                    : org.longji.plugin.api.Jurisdiction.of(division)
                                            .contains(where);
                        });
            }
            case "days", "months", "years" -> {
                count(name, arguments, 2);
                wants(name, arguments.get(0), Type.DATE);
                wants(name, arguments.get(1), Type.DATE);
                ChronoUnit unit = ChronoUnit.valueOf(name.toUpperCase(java.util.Locale.ROOT));
                yield call(
                        Type.COUNT,
                        name,
                        arguments.get(0).label().zh() + "至"
                                + arguments.get(1).label().zh() + "的" + unitWords(unit),
                        name + " from " + arguments.get(0).label().en() + " to "
                                + arguments.get(1).label().en(),
                        arguments,
                        (in, args) -> {
                            LocalDate a = (LocalDate) args.get(0).value(in);
                            LocalDate b = (LocalDate) args.get(1).value(in);
                            return a == null || b == null ? null : Exact.of(unit.between(a, b));
                        });
            }
            case "addDays", "addMonths", "addYears" -> {
                count(name, arguments, 2);
                wants(name, arguments.get(0), Type.DATE);
                wants(name, arguments.get(1), Type.COUNT);
                ChronoUnit unit = ChronoUnit.valueOf(name.substring(3).toUpperCase(java.util.Locale.ROOT));
                yield call(
                        Type.DATE,
                        name,
                        arguments.get(0).label().zh() + "后"
                                + arguments.get(1).label().zh() + unitWords(unit),
                        arguments.get(1).label().en() + " "
                                + name.substring(3).toLowerCase(java.util.Locale.ROOT) + " after "
                                + arguments.get(0).label().en(),
                        arguments,
                        (in, args) -> {
                            LocalDate a = (LocalDate) args.get(0).value(in);
                            Exact n = args.get(1).number(in);
                            return a == null || n == null ? null : a.plus(n.intValue(), unit);
                        });
            }
            case "yearOf", "monthOf" -> {
                count(name, arguments, 1);
                wants(name, arguments.get(0), Type.DATE);
                boolean ofYear = name.equals("yearOf");
                yield call(
                        Type.COUNT,
                        name,
                        arguments.get(0).label().zh() + (ofYear ? "所在年份" : "所在月份"),
                        (ofYear ? "year" : "month") + " of "
                                + arguments.get(0).label().en(),
                        arguments,
                        (in, args) -> {
                            LocalDate a = (LocalDate) args.get(0).value(in);
                            return a == null ? null : Exact.of(ofYear ? a.getYear() : a.getMonthValue());
                        });
            }
            case "receivedBy" -> {
                count(name, arguments, 1);
                wants(name, arguments.get(0), Type.DATE);
                names.readsContract(name);
                yield factCall(name, "截止日前累计到账金额", "money received by the last day", arguments, (in, args) -> {
                    LocalDate last = (LocalDate) args.get(0).value(in);
                    return last == null ? null : receivedBetween(in, LocalDate.MIN, last);
                });
            }
            case "receivedBetween" -> {
                count(name, arguments, 2);
                wants(name, arguments.get(0), Type.DATE);
                wants(name, arguments.get(1), Type.DATE);
                names.readsContract(name);
                yield factCall(name, "期间到账金额", "money received in the window", arguments, (in, args) -> {
                    LocalDate first = (LocalDate) args.get(0).value(in);
                    LocalDate last = (LocalDate) args.get(1).value(in);
                    return first == null || last == null ? null : receivedBetween(in, first, last);
                });
            }
            case "receivedIn" -> {
                count(name, arguments, 1);
                wants(name, arguments.get(0), Type.COUNT);
                names.readsContract(name);
                yield factCall(name, "指定年度到账金额", "money received in that year", arguments, (in, args) -> {
                    Exact year = args.get(0).number(in);
                    return year == null ? null : receivedWithin(in, year.intValue());
                });
            }
            default -> null;
        };
    }

    private static String unitWords(ChronoUnit unit) {
        return switch (unit) {
            case DAYS -> "天";
            case MONTHS -> "个月";
            default -> "年";
        };
    }

    private static Expr extreme(String name, List<Expr> arguments) {
        if (arguments.size() < 2) {
            throw new Fault(name + " 至少需要两个值。", name + " needs at least two values");
        }
        Type type = arguments.get(0).type;
        for (Expr argument : arguments) {
            if (!argument.type.numeric() && argument.type != Type.DATE || !Type.alike(type, argument.type)) {
                throw mismatch(arguments.get(0), argument);
            }
            type = Type.wider(type, argument.type);
        }
        boolean least = name.equals("min");
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        for (Expr argument : arguments) {
            zh.append(zh.length() == 0 ? "" : "、").append(argument.label().zh());
            en.append(en.length() == 0 ? "" : ", ").append(argument.label().en());
        }
        return call(
                type,
                name,
                zh + (least ? "孰低" : "孰高"),
                (least ? "the lowest of " : "the highest of ") + en,
                arguments,
                (in, args) -> {
                    Object best = null;
                    for (Expr argument : args) {
                        Object value = argument.value(in);
                        if (value == null) {
                            return null;
                        }
                        best = best == null ? value : better(best, value, least);
                    }
                    return best;
                });
    }

    private static Object better(Object one, Object other, boolean least) {
        if (one instanceof Exact a) {
            return least ? a.min((Exact) other) : a.max((Exact) other);
        }
        return ((LocalDate) one).isBefore((LocalDate) other) == least ? one : other;
    }

    private static Expr whole(String name, List<Expr> arguments) {
        count(name, arguments, 1);
        Type type = numeric(name, arguments.get(0));
        RoundingMode mode = switch (name) {
            case "floor" -> RoundingMode.FLOOR;
            case "ceil" -> RoundingMode.CEILING;
            default -> RoundingMode.HALF_UP;
        };
        return call(
                type == Type.MONEY ? Type.MONEY : Type.COUNT,
                name,
                arguments.get(0).label().zh() + "取整",
                arguments.get(0).label().en() + " in whole numbers",
                arguments,
                (in, args) -> {
                    Exact value = args.get(0).number(in);
                    return value == null ? null : value.to(0, mode);
                });
    }

    private static Expr fact(Type type, String zh, String en, Expr.Reader reader) {
        return new Expr.Fact(type, new Text(zh, en), null, reader);
    }

    private static Expr call(
            Type type, String name, String zh, String en, List<Expr> arguments, Call.Function function) {
        return new Call(type, name, new Text(zh, en), arguments, false, function);
    }

    private static Expr factCall(String name, String zh, String en, List<Expr> arguments, Call.Function function) {
        return new Call(Type.MONEY, name, new Text(zh, en), arguments, true, function);
    }

    static void count(String name, List<Expr> arguments, int wanted) {
        if (arguments.size() != wanted) {
            throw new Fault(
                    name + " 需要 " + wanted + " 个值，写了 " + arguments.size() + " 个。",
                    name + " takes " + wanted + " values, not " + arguments.size());
        }
    }

    static void wants(String name, Expr argument, Type... types) {
        if (Arrays.stream(types).noneMatch(argument.type::fits)) {
            throw new Fault(
                    name + " 需要" + types[0].zh + "，而“" + argument.label().zh() + "”是" + argument.type.zh + "。",
                    name + " wants " + types[0].en + ", but '"
                            + argument.label().en() + "' is " + argument.type.en);
        }
    }

    private static Type numeric(String name, Expr argument) {
        wants(name, argument, Type.MONEY, Type.COUNT, Type.NUMBER);
        return argument.type;
    }

    static Fault mismatch(Expr one, Expr other) {
        return new Fault(
                "单位不符：“" + one.label().zh() + "”是" + one.type.zh + "，“"
                        + other.label().zh() + "”是" + other.type.zh + "。",
                "units do not match: '" + one.label().en() + "' is " + one.type.en + ", '"
                        + other.label().en() + "' is " + other.type.en);
    }
}
