package org.longji.plugins.measure;

import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Text;

/** The facts that formulas may name, and what all of them share: units are checked here. */
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
            case "provider", "recipient", "beneficiary", "counterparty" -> Parties.party(name, group, member, names);
            case "own" -> Years.yearTotal(member, 0, names.role, names);
            case "lastYear" -> Years.yearTotal(member, -1, names.role, names);
            case "prior" -> Support.prior(member, names);
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

    static Exact receivedWithin(Evaluation in, int year) {
        return Math.abs((long) year) > Year.MAX_VALUE
                ? Exact.ZERO
                : receivedBetween(in, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    static Exact receivedBetween(Evaluation in, LocalDate first, LocalDate last) {
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

    static Expr fact(Type type, String zh, String en, Expr.Reader reader) {
        return new Expr.Fact(type, new Text(zh, en), null, reader);
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

    static Type numeric(String name, Expr argument) {
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
