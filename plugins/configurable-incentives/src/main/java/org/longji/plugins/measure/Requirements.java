package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;

/** Reads what must hold before anything is calculated: parties, contracts, conditions and the negative list. */
final class Requirements {

    private final Reading reading;
    private final int jurisdiction;
    private final List<Condition> conditions = new ArrayList<>();
    private boolean saysWhere;

    Requirements(Reading reading, int jurisdiction) {
        this.reading = reading;
        this.jurisdiction = jurisdiction;
    }

    /** {@return all conditions in the order of the sections} */
    List<Condition> read(Definition.Fields root) {
        root.fields().forEach((name, section) -> section(name, section, "/" + name));
        if (!saysWhere) {
            Expr own = new Expr.Literal(Type.DIVISION, jurisdiction);
            conditions.add(0, new Condition.Inside(who("beneficiary"), own, true, reading.basis()));
        }
        return conditions;
    }

    private void section(String name, Definition section, String pointer) {
        switch (name) {
            case "who" -> party(section, pointer, "beneficiary");
            case "counterparty", "provider", "recipient" -> party(section, pointer, name);
            case "contracts" -> contracts(section, pointer);
            case "conditions" -> reading.items(section, pointer).forEach(this::condition);
            case "excluded" -> reading.items(section, pointer).forEach(this::excluded);
            default -> {
                // Declarations and the calculation, read elsewhere.
            }
        }
    }

    private Condition.Who who(String group) {
        Text words = Parties.partyWords(group, reading.names);
        Role role = switch (group) {
            case "provider" -> Role.PROVIDER;
            case "recipient" -> Role.RECIPIENT;
            case "counterparty" -> reading.names.role == Role.PROVIDER ? Role.RECIPIENT : Role.PROVIDER;
            default -> reading.names.role;
        };
        Side side = role == Role.PROVIDER ? Side.PROVIDER : role == Role.RECIPIENT ? Side.RECIPIENT : null;
        return new Condition.Who(side, role.name(), words, Parties.partyOf(group, reading.names));
    }

    private void party(Definition section, String pointer, String group) {
        if (!(section instanceof Definition.Fields given)) {
            reading.fault(pointer, "写明 kinds、inside 等条件。", "give conditions such as kinds and inside");
            return;
        }
        reading.unknownKeys(given, pointer, Set.of("kinds", "inside", "outside", "sizes", "basis"));
        LegalBasis source = reading.basisOf(given, pointer);
        Condition.Who who;
        try {
            if (!group.equals("beneficiary")) {
                reading.names.readsContract(group);
            }
            who = who(group);
        } catch (Fault fault) {
            reading.fault(pointer, fault);
            return;
        }
        given.fields().forEach((name, value) -> {
            String at = pointer + "/" + name;
            switch (name) {
                case "kinds" -> {
                    Expr kinds = reading.set(value, at, Vocabulary.PARTY_KINDS);
                    if (kinds != null) {
                        conditions.add(new Condition.Kinds(who, kinds, source));
                    }
                }
                case "inside", "outside" -> {
                    boolean inside = name.equals("inside");
                    saysWhere |= inside && group.equals("beneficiary");
                    Expr division = division(value, at);
                    if (division != null) {
                        conditions.add(new Condition.Inside(who, division, inside, source));
                    }
                }
                case "sizes" -> {
                    Expr sizes = reading.set(value, at, Vocabulary.SIZES);
                    Expr size = reading.formula(group + ".size", at, Type.TEXT);
                    if (sizes != null && size != null) {
                        conditions.add(new Condition.Require(
                                null, new Among(size, sizes), who.code() + "_SIZE_NOT_COVERED", null, source));
                    }
                }
                default -> {
                    // The basis, read above.
                }
            }
        });
    }

    /** A division: the tenant's own, a code or a parameter; {@code null} for ANYWHERE. */
    private @Nullable Expr division(Definition value, String pointer) {
        if (value instanceof Definition.Scalar scalar) {
            String text = scalar.text();
            if (text.equals("ANYWHERE")) {
                return null;
            }
            if (text.equals("JURISDICTION")) {
                return new Expr.Literal(Type.DIVISION, jurisdiction);
            }
            if (text.length() == 6 && text.chars().allMatch(c -> c >= '0' && c <= '9') && text.charAt(0) != '0') {
                return new Expr.Literal(Type.DIVISION, Integer.valueOf(text));
            }
            return reading.formula(text, pointer, Type.DIVISION);
        }
        reading.fault(
                pointer,
                "写 JURISDICTION、ANYWHERE、六位代码或参数。",
                "write JURISDICTION, ANYWHERE, a six-digit code or a parameter");
        return null;
    }

    private void contracts(Definition section, String pointer) {
        if (!(section instanceof Definition.Fields given)) {
            reading.fault(pointer, "写明 types 等条件。", "give conditions such as types");
            return;
        }
        reading.unknownKeys(
                given,
                pointer,
                Set.of(
                        "types",
                        "subtypes",
                        "notSubtypes",
                        "signedFrom",
                        "signedUntil",
                        "registeredFrom",
                        "registeredUntil",
                        "registeredWithinYear",
                        "signedWithinYear",
                        "affiliatedExcluded",
                        "landedRequired",
                        "titleTransferredFor",
                        "earlierSupportExcludes",
                        "basis"));
        try {
            reading.names.readsContract("contracts");
        } catch (Fault fault) {
            reading.fault(pointer, fault);
            return;
        }
        LegalBasis source = reading.basisOf(given, pointer);
        given.fields().forEach((name, value) -> contract(name, value, pointer + "/" + name, source));
    }

    private void contract(String name, Definition value, String at, LegalBasis source) {
        switch (name) {
            case "types" -> {
                Expr types = reading.set(value, at, Vocabulary.CONTRACT_TYPES);
                if (types != null) {
                    conditions.add(new Condition.Types(types, source));
                }
            }
            case "subtypes", "notSubtypes" -> {
                Expr subtypes = reading.set(value, at, null);
                if (subtypes != null) {
                    conditions.add(new Condition.Subtypes(subtypes, name.equals("subtypes"), source));
                }
            }
            case "signedFrom", "signedUntil", "registeredFrom", "registeredUntil" -> {
                Expr limit = reading.formula(value, at, Type.DATE);
                boolean signed = name.startsWith("signed");
                Expr date = reading.formula(signed ? "contract.signedOn" : "contract.registeredOn", at, Type.DATE);
                boolean from = name.endsWith("From");
                if (limit != null && date != null) {
                    var compare =
                            new Comparison(from ? Comparison.Order.AT_LEAST : Comparison.Order.AT_MOST, date, limit);
                    conditions.add(new Condition.Window(
                            compare, (signed ? "SIGNED" : "REGISTERED") + (from ? "_TOO_EARLY" : "_TOO_LATE"), source));
                }
            }
            case "registeredWithinYear", "signedWithinYear" -> {
                Expr on = reading.formula(value, at, Type.TRUTH);
                if (on != null) {
                    var within = new Condition.WithinYear(name.startsWith("registered"), source);
                    conditions.add((in, verdict) -> {
                        if (!Boolean.FALSE.equals(on.truth(in))) {
                            within.check(in, verdict);
                        }
                    });
                }
            }
            case "affiliatedExcluded" ->
                answered(
                        reading.formula(value, at, Type.TRUTH),
                        in -> in.contract.affiliatedParties(),
                        Answer.NO,
                        "AFFILIATED_PARTIES",
                        new Text("买卖双方存在隶属或关联关系。", "The parties depend on or are affiliated with each other."),
                        Questions.AFFILIATED,
                        source);
            case "landedRequired" ->
                answered(
                        reading.formula(value, at, Type.TRUTH),
                        in -> in.contract.landedInProvince(),
                        Answer.YES,
                        "NOT_LANDED_IN_PROVINCE",
                        new Text("成果未在省内落地转化。", "The result was not put to use in the province."),
                        Questions.LANDED,
                        source);
            case "titleTransferredFor" -> {
                Expr types = reading.set(value, at, Vocabulary.CONTRACT_TYPES);
                Expr type = reading.formula("contract.type", at, Type.TEXT);
                if (types != null && type != null) {
                    // An optional set without a value on that day asks for nothing.
                    Expr active = new Call(
                            Type.TRUTH,
                            "among",
                            new Text("需办理权属变更的类别", "types whose title is transferred"),
                            List.of(type, types),
                            true,
                            (in, arguments) -> {
                                if (!(arguments.get(1).value(in) instanceof Set<?> words)) {
                                    return Boolean.FALSE;
                                }
                                Object actual = arguments.get(0).value(in);
                                return actual == null ? null : words.contains(actual);
                            });
                    answered(
                            active,
                            in -> in.contract.titleTransferred(),
                            Answer.YES,
                            "TITLE_NOT_TRANSFERRED",
                            new Text(
                                    "知识产权未在国家主管部门办理权属变更。",
                                    "Title of the intellectual property was not transferred at the national authority."),
                            Questions.TITLE,
                            source);
                }
            }
            case "earlierSupportExcludes" -> {
                Expr on = reading.formula(value, at, Type.TRUTH);
                Expr earlier = reading.formula("prior.earlier", at, Type.MONEY);
                if (on != null && earlier != null) {
                    conditions.add(new Condition.NoEarlierSupport(earlier, on, source));
                }
            }
            default -> {
                // The basis, read above.
            }
        }
    }

    private void answered(
            @Nullable Expr active,
            Function<Evaluation, Answer> answer,
            Answer wanted,
            String code,
            Text failed,
            Ask question,
            LegalBasis source) {
        if (active != null) {
            conditions.add(new Condition.Answered(answer, wanted, active, code, failed, question, source));
        }
    }

    private void condition(Definition item, String pointer) {
        if (!(item instanceof Definition.Fields given)) {
            reading.fault(pointer, "写明 require：必须成立的公式。", "give require, the formula that must hold");
            return;
        }
        reading.unknownKeys(given, pointer, Set.of("require", "when", "code", "text", "basis"));
        Expr require = reading.needed(given, "require", pointer, Type.TRUTH);
        Expr when = reading.optional(given, "when", pointer, Type.TRUTH);
        if (require == null) {
            return;
        }
        if (require instanceof Expr.Literal literal) {
            reading.fault(
                    pointer + "/require",
                    "条件恒为" + literal.value() + "，没有意义。",
                    "the condition is always " + literal.value() + ", so it decides nothing");
            return;
        }
        conditions.add(new Condition.Require(
                when,
                require,
                reading.code(given, pointer),
                reading.optionalLabel(given, "text", pointer, "condition"),
                reading.basisOf(given, pointer)));
    }

    private void excluded(Definition item, String pointer) {
        if (!(item instanceof Definition.Fields given)) {
            reading.fault(pointer, "写明 when：不予支持的情形。", "give when, the case that is excluded");
            return;
        }
        reading.unknownKeys(given, pointer, Set.of("when", "code", "text", "basis"));
        Expr when = reading.needed(given, "when", pointer, Type.TRUTH);
        if (when == null) {
            return;
        }
        if (when instanceof Expr.Literal) {
            reading.fault(pointer + "/when", "条件恒定不变，没有意义。", "the case is always the same, so it decides nothing");
            return;
        }
        String code = reading.code(given, pointer);
        conditions.add(new Condition.Excluded(
                when,
                code == null ? "EXCLUDED" : code,
                reading.optionalLabel(given, "text", pointer, "excluded"),
                reading.basisOf(given, pointer)));
    }
}
