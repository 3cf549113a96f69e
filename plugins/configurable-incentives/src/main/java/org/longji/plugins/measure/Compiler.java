package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;

/** Turns a definition into a measure, and everything wrong with it into findings. */
final class Compiler {

    private static final Set<String> SECTIONS = Set.of(
            "subject",
            "pays",
            "kind",
            "basis",
            "parameters",
            "inputs",
            "figures",
            "who",
            "counterparty",
            "provider",
            "recipient",
            "contracts",
            "conditions",
            "excluded",
            "amount",
            "shares",
            "notes");

    private static final Set<String> COMMON = Set.of("label", "when", "code", "basis");

    private final PolicyHeading heading;
    private final Names names;
    private final List<Finding> findings = new ArrayList<>();
    private final List<ParameterDescription> parameters = new ArrayList<>();
    private final List<InputDescription> inputs = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Measure.ValueCheck> checks = new ArrayList<>();
    private LegalBasis basis;
    private boolean saysWhere;

    Compiler(PolicyHeading heading) {
        this.heading = heading;
        this.names = new Names(heading.policyId());
        this.basis = heading.basis();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void fault(String pointer, String zh, String en) {
        findings.add(new Finding(pointer, new Text(zh, en)));
    }

    /** {@return the measure, or {@code null} if there are findings} */
    @Nullable
    Measure compile(Definition definition) {
        if (!(definition instanceof Definition.Fields root)) {
            fault("", "措施应由各个部分组成。", "a measure is made of sections");
            return null;
        }
        unknownKeys(root, "", SECTIONS);
        names.subject = constant(root, "", "subject", Subject.class, Subject.CONTRACT);
        names.role = constant(root, "", "pays", Role.class, null);
        Kind kind = constant(root, "", "kind", Kind.class, Kind.REWARD);
        basis = basisOf(root, "");
        declareParameters(root);
        declareInputs(root);
        declareFigures(root);
        root.fields().forEach((name, section) -> conditions(name, section, "/" + name));
        if (!saysWhere) {
            conditions.add(
                    0,
                    new Condition.Inside(
                            who("beneficiary"), new Expr.Literal(Type.DIVISION, heading.jurisdiction()), true, basis));
        }
        List<Step> steps = List.of();
        if (root.get("amount").isPresent()) {
            steps = steps(root.fields().get("amount"), "/amount");
            if (steps.isEmpty() && findings.isEmpty()) {
                fault("/amount", "至少写一步计算。", "write at least one step");
            }
        } else {
            fault("", "缺少 amount：没有写明如何计算金额。", "amount is missing: nothing says how to calculate");
        }
        List<Measure.Share> shares = shares(root);
        List<Measure.Note> notes = notes(root);
        unused();
        if (!findings.isEmpty()) {
            return null;
        }
        Side side = names.role == Role.RECIPIENT ? Side.RECIPIENT : Side.PROVIDER;
        PolicyDescriptor descriptor = new PolicyDescriptor(
                heading.policyId(), heading.title(), side, kind, heading.jurisdiction(), List.of(basis));
        return new Measure(descriptor, names, parameters, inputs, conditions, steps, shares, notes, checks, basis);
    }

    private void unused() {
        for (String name : names.parameters.keySet()) {
            if (!names.used.contains("$" + name)
                    && !heading.capParameter().filter(name::equals).isPresent()) {
                fault("/parameters/" + name, "参数 $" + name + " 没有被使用。", "the parameter $" + name + " is never used");
            }
        }
        for (String name : names.inputs.keySet()) {
            if (!names.used.contains(name)) {
                fault("/inputs/" + name, "输入“" + name + "”没有被使用。", "the input '" + name + "' is never used");
            }
        }
    }

    // ---- declarations

    private void declareParameters(Definition.Fields root) {
        Definition.Fields declared = fields(root, "", "parameters");
        declared.fields().forEach((name, definition) -> {
            String pointer = "/parameters/" + name;
            if (!isName(name)) {
                fault(
                        pointer,
                        "参数名须以小写英文字母开头，只含字母和数字。",
                        "a parameter's name begins with a lower-case letter and holds letters and digits only");
                return;
            }
            String unit;
            Text label = new Text(name, Names.words(name));
            boolean optional = false;
            if (definition instanceof Definition.Scalar scalar) {
                unit = scalar.text();
            } else if (definition instanceof Definition.Fields given) {
                unknownKeys(given, pointer, Set.of("unit", "label", "optional"));
                unit = text(given, "unit").orElse("");
                label = label(given, "label", pointer, name);
                optional = text(given, "optional").orElse("false").equals("true");
            } else {
                unit = "";
            }
            Type type = switch (unit) {
                case "CNY" -> Type.MONEY;
                case "1" -> Type.NUMBER;
                case "count" -> Type.COUNT;
                case "date" -> Type.DATE;
                case "boolean" -> Type.TRUTH;
                case "enum" -> Type.SET;
                case "division" -> Type.DIVISION;
                case "text" -> Type.TEXT;
                default -> null;
            };
            if (type == null) {
                fault(
                        pointer,
                        "缺少单位或单位不明：CNY（元）、1（比例）、count、date、boolean、enum、division 或 text。",
                        "the unit is missing or unknown: CNY (yuan), 1 (ratio), count, date, boolean, enum, division or text");
                return;
            }
            names.parameters.put(name, new Expr.Parameter(type, label, parameters.size(), unit.equals("1")));
            parameters.add(new ParameterDescription(name, label, unit, valueType(type), type == Type.SET, optional));
            if (type == Type.MONEY || type == Type.NUMBER || type == Type.COUNT) {
                notNegative(name, pointer);
            }
        });
    }

    private void notNegative(String name, String pointer) {
        Expr parameter = names.parameters.get(name);
        checks.add(in -> {
            Exact value = parameter == null ? null : parameter.number(in);
            return value == null || value.signum() >= 0
                    ? null
                    : new Finding(
                            pointer,
                            new Text("参数 $" + name + " 不能为负数。", "the parameter $" + name + " must not be negative"));
        });
    }

    private static Class<?> valueType(Type type) {
        return switch (type) {
            case MONEY -> Money.class;
            case NUMBER -> BigDecimal.class;
            case COUNT, DIVISION -> int.class;
            case DATE -> LocalDate.class;
            case TRUTH -> boolean.class;
            default -> String.class;
        };
    }

    private void declareInputs(Definition.Fields root) {
        Definition.Fields declared = fields(root, "", "inputs");
        declared.fields().forEach((name, definition) -> {
            String pointer = "/inputs/" + name;
            if (!newName(name, pointer)) {
                return;
            }
            if (!(definition instanceof Definition.Fields given)) {
                fault(pointer, "写明 type 和 label。", "give its type and label");
                return;
            }
            unknownKeys(given, pointer, Set.of("type", "label", "choices", "otherwise"));
            InputDescription.Type type = constant(given, pointer, "type", InputDescription.Type.class, null);
            Text label = label(given, "label", pointer, name);
            List<String> choices = words(given, "choices", pointer);
            if ((type == InputDescription.Type.CHOICE) == choices.isEmpty()) {
                fault(pointer, "CHOICE 须列出 choices，其他类型不能有。", "a CHOICE lists its choices, and nothing else has any");
            }
            Optional<String> otherwise = text(given, "otherwise");
            var input = new InputDescription(name, label, type, choices, otherwise);
            Type yields = switch (type) {
                case MONEY -> Type.MONEY;
                case COUNT -> Type.COUNT;
                case RATIO -> Type.NUMBER;
                case DATE -> Type.DATE;
                case YES_NO -> Type.TRUTH;
                case CHOICE -> Type.TEXT;
            };
            names.inputs.put(name, new Expr.Input(yields, input, otherwise(input, pointer)));
            inputs.add(input);
        });
    }

    private @Nullable Object otherwise(InputDescription input, String pointer) {
        if (input.otherwise().isEmpty()) {
            return null;
        }
        String text = input.otherwise().get();
        try {
            return switch (input.type()) {
                case MONEY -> Exact.of(Money.of(text));
                case COUNT -> Exact.of(Long.parseLong(text));
                case RATIO -> Exact.of(new BigDecimal(text));
                case DATE -> LocalDate.parse(text);
                case YES_NO ->
                    switch (text) {
                        case "YES", "true" -> Boolean.TRUE;
                        case "NO", "false" -> Boolean.FALSE;
                        default -> throw new IllegalArgumentException("neither YES nor NO");
                    };
                case CHOICE -> {
                    if (!input.choices().contains(text)) {
                        throw new IllegalArgumentException("none of " + input.choices());
                    }
                    yield text;
                }
            };
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            fault(
                    pointer + "/otherwise",
                    "默认值“" + text + "”不是 " + input.type() + "。",
                    "'" + text + "' is not of type " + input.type() + " (" + e.getMessage() + ")");
            return null;
        }
    }

    private void declareFigures(Definition.Fields root) {
        Definition.Fields declared = fields(root, "", "figures");
        int index = 0;
        for (Map.Entry<String, Definition> entry : declared.fields().entrySet()) {
            String name = entry.getKey();
            String pointer = "/figures/" + name;
            if (!newName(name, pointer)) {
                continue;
            }
            String formula;
            @Nullable Text label = null;
            if (entry.getValue() instanceof Definition.Scalar scalar) {
                formula = scalar.text();
            } else if (entry.getValue() instanceof Definition.Fields given) {
                unknownKeys(given, pointer, Set.of("of", "label"));
                formula = text(given, "of").orElse("");
                label = given.get("label").isPresent() ? label(given, "label", pointer, name) : null;
            } else {
                formula = "";
            }
            Expr expression = figure(name, formula, pointer);
            if (expression != null) {
                names.figures.put(
                        name, new Expr.Figure(label == null ? expression.label() : label, index++, expression));
            }
        }
    }

    private @Nullable Expr figure(String name, String formula, String pointer) {
        try {
            return Formula.read(formula, names);
        } catch (Fault first) {
            if (names.subject == Subject.APPLICANT_YEAR) {
                names.inDeal = true;
                try {
                    Expr ofDeal = Formula.read(formula, names);
                    names.figuresOfDeals.add(name);
                    return ofDeal;
                } catch (Fault second) {
                    // The first fault says it better.
                } finally {
                    names.inDeal = false;
                }
            }
            findings.add(new Finding(pointer, first.text()));
            return null;
        }
    }

    private boolean newName(String name, String pointer) {
        boolean plain =
                !name.isEmpty() && name.indexOf('.') < 0 && !name.contains(" ") && !Character.isDigit(name.charAt(0));
        if (!plain || Vocabulary.fact(name, new Names("-")) != null || isReserved(name)) {
            fault(
                    pointer,
                    "“" + name + "”不能作为名称（与已有名称冲突或含有空格、句点）。",
                    "'" + name + "' cannot be a name: it is taken, or holds a space or a full stop");
            return false;
        }
        if (names.inputs.containsKey(name) || names.figures.containsKey(name)) {
            fault(pointer, "“" + name + "”重复。", "'" + name + "' is declared twice");
            return false;
        }
        return true;
    }

    private static boolean isReserved(String name) {
        return Set.of("and", "or", "not", "in", "if", "true", "false").contains(name)
                || name.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9');
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.charAt(0) >= 'a'
                && name.charAt(0) <= 'z'
                && name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    // ---- conditions, in the order of the sections

    private void conditions(String name, Definition section, String pointer) {
        switch (name) {
            case "who" -> party(section, pointer, "beneficiary");
            case "counterparty", "provider", "recipient" -> party(section, pointer, name);
            case "contracts" -> contracts(section, pointer);
            case "conditions" -> items(section, pointer).forEach(this::condition);
            case "excluded" -> items(section, pointer).forEach(this::excluded);
            default -> {
                // Declarations and the calculation, read elsewhere.
            }
        }
    }

    private Condition.Who who(String group) {
        Text words = Vocabulary.partyWords(group, names);
        Role role = switch (group) {
            case "provider" -> Role.PROVIDER;
            case "recipient" -> Role.RECIPIENT;
            case "counterparty" -> names.role == Role.PROVIDER ? Role.RECIPIENT : Role.PROVIDER;
            default -> names.role;
        };
        Side side = role == Role.PROVIDER ? Side.PROVIDER : role == Role.RECIPIENT ? Side.RECIPIENT : null;
        return new Condition.Who(side, role.name(), words, Vocabulary.partyOf(group, names));
    }

    private void party(Definition section, String pointer, String group) {
        if (!(section instanceof Definition.Fields given)) {
            fault(pointer, "写明 kinds、inside 等条件。", "give conditions such as kinds and inside");
            return;
        }
        unknownKeys(given, pointer, Set.of("kinds", "inside", "outside", "sizes", "basis"));
        LegalBasis source = basisOf(given, pointer);
        Condition.Who who;
        try {
            if (!group.equals("beneficiary")) {
                names.readsContract(group);
            }
            who = who(group);
        } catch (Fault fault) {
            findings.add(new Finding(pointer, fault.text()));
            return;
        }
        given.fields().forEach((name, value) -> {
            String at = pointer + "/" + name;
            switch (name) {
                case "kinds" -> {
                    Expr kinds = set(value, at, Vocabulary.PARTY_KINDS);
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
                    Expr sizes = set(value, at, Vocabulary.SIZES);
                    Expr size = formula(group + ".size", at, Type.TEXT);
                    if (sizes != null && size != null) {
                        conditions.add(new Condition.Require(
                                null, new Expr.Among(size, sizes), who.code() + "_SIZE_NOT_COVERED", null, source));
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
                return new Expr.Literal(Type.DIVISION, heading.jurisdiction());
            }
            if (text.length() == 6 && text.chars().allMatch(c -> c >= '0' && c <= '9') && text.charAt(0) != '0') {
                return new Expr.Literal(Type.DIVISION, Integer.valueOf(text));
            }
            return formula(text, pointer, Type.DIVISION);
        }
        fault(
                pointer,
                "写 JURISDICTION、ANYWHERE、六位代码或参数。",
                "write JURISDICTION, ANYWHERE, a six-digit code or a parameter");
        return null;
    }

    private void contracts(Definition section, String pointer) {
        if (!(section instanceof Definition.Fields given)) {
            fault(pointer, "写明 types 等条件。", "give conditions such as types");
            return;
        }
        unknownKeys(
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
            names.readsContract("contracts");
        } catch (Fault fault) {
            findings.add(new Finding(pointer, fault.text()));
            return;
        }
        LegalBasis source = basisOf(given, pointer);
        given.fields().forEach((name, value) -> contract(name, value, pointer + "/" + name, source));
    }

    private void contract(String name, Definition value, String at, LegalBasis source) {
        switch (name) {
            case "types" -> {
                Expr types = set(value, at, Vocabulary.CONTRACT_TYPES);
                if (types != null) {
                    conditions.add(new Condition.Types(types, source));
                }
            }
            case "subtypes", "notSubtypes" -> {
                Expr subtypes = set(value, at, null);
                if (subtypes != null) {
                    conditions.add(new Condition.Subtypes(subtypes, name.equals("subtypes"), source));
                }
            }
            case "signedFrom", "signedUntil", "registeredFrom", "registeredUntil" -> {
                Expr limit = formula(value, at, Type.DATE);
                boolean signed = name.startsWith("signed");
                Expr date = formula(signed ? "contract.signedOn" : "contract.registeredOn", at, Type.DATE);
                boolean from = name.endsWith("From");
                if (limit != null && date != null) {
                    var compare = new Expr.Compare(
                            from ? Expr.Compare.Order.AT_LEAST : Expr.Compare.Order.AT_MOST, date, limit);
                    conditions.add(new Condition.Window(
                            compare, (signed ? "SIGNED" : "REGISTERED") + (from ? "_TOO_EARLY" : "_TOO_LATE"), source));
                }
            }
            case "registeredWithinYear", "signedWithinYear" -> {
                Expr on = formula(value, at, Type.TRUTH);
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
                        formula(value, at, Type.TRUTH),
                        in -> in.contract.affiliatedParties(),
                        Answer.NO,
                        "AFFILIATED_PARTIES",
                        new Text("买卖双方存在隶属或关联关系。", "The parties depend on or are affiliated with each other."),
                        Questions.AFFILIATED,
                        source);
            case "landedRequired" ->
                answered(
                        formula(value, at, Type.TRUTH),
                        in -> in.contract.landedInProvince(),
                        Answer.YES,
                        "NOT_LANDED_IN_PROVINCE",
                        new Text("成果未在省内落地转化。", "The result was not put to use in the province."),
                        Questions.LANDED,
                        source);
            case "titleTransferredFor" -> {
                Expr types = set(value, at, Vocabulary.CONTRACT_TYPES);
                Expr type = formula("contract.type", at, Type.TEXT);
                if (types != null && type != null) {
                    // An optional set without a value on that day asks for nothing.
                    Expr active = new Expr.Call(
                            Type.TRUTH,
                            "among",
                            new Text("需办理权属变更的类别", "types whose title is transferred"),
                            List.of(type, types),
                            true,
                            (in, arguments) -> {
                                Object set = arguments.get(1).value(in);
                                return set instanceof Set<?> words
                                        && words.contains(arguments.get(0).value(in));
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
                Expr on = formula(value, at, Type.TRUTH);
                Expr earlier = formula("prior.earlier", at, Type.MONEY);
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
            fault(pointer, "写明 require：必须成立的公式。", "give require, the formula that must hold");
            return;
        }
        unknownKeys(given, pointer, Set.of("require", "when", "code", "text", "basis"));
        Expr require = needed(given, "require", pointer, Type.TRUTH);
        Expr when = optional(given, "when", pointer, Type.TRUTH);
        if (require == null) {
            return;
        }
        if (require instanceof Expr.Literal literal) {
            fault(
                    pointer + "/require",
                    "条件恒为" + literal.value() + "，没有意义。",
                    "the condition is always " + literal.value() + ", so it decides nothing");
            return;
        }
        conditions.add(new Condition.Require(
                when,
                require,
                code(given, pointer),
                given.get("text").isPresent() ? label(given, "text", pointer, "condition") : null,
                basisOf(given, pointer)));
    }

    private void excluded(Definition item, String pointer) {
        if (!(item instanceof Definition.Fields given)) {
            fault(pointer, "写明 when：不予支持的情形。", "give when, the case that is excluded");
            return;
        }
        unknownKeys(given, pointer, Set.of("when", "code", "text", "basis"));
        Expr when = needed(given, "when", pointer, Type.TRUTH);
        if (when == null) {
            return;
        }
        if (when instanceof Expr.Literal) {
            fault(pointer + "/when", "条件恒定不变，没有意义。", "the case is always the same, so it decides nothing");
            return;
        }
        String code = code(given, pointer);
        conditions.add(new Condition.Excluded(
                when,
                code == null ? "EXCLUDED" : code,
                given.get("text").isPresent() ? label(given, "text", pointer, "excluded") : null,
                basisOf(given, pointer)));
    }

    // ---- the calculation

    private List<Step> steps(Definition value, String pointer) {
        List<Step> steps = new ArrayList<>();
        items(value, pointer).forEach((item, at) -> {
            if (item instanceof Definition.Fields given) {
                Step step = step(given, at);
                if (step != null) {
                    steps.add(step);
                }
            } else {
                fault(at, "一步计算须写明做法，例如 rate、fixed、cap。", "a step says what it does, such as rate, fixed or cap");
            }
        });
        orderOfLimits(steps, pointer);
        return steps;
    }

    /** The kinds of steps, those that add before those that change: {@code cap} beside {@code rate} belongs to it. */
    private static final List<String> KINDS = List.of(
            "rate",
            "fixed",
            "each",
            "formula",
            "slices",
            "tiers",
            "discretion",
            "perContract",
            "highestOf",
            "lowestOf",
            "branch",
            "group",
            "deduct",
            "times",
            "increase",
            "dropBelow",
            "round",
            "atLeast",
            "cap");

    private @Nullable Step step(Definition.Fields given, String pointer) {
        String kind = KINDS.stream()
                .filter(name -> given.get(name).isPresent())
                .findFirst()
                .orElse("");
        Expr when = optional(given, "when", pointer, Type.TRUTH);
        if (when instanceof Expr.Literal literal) {
            fault(
                    pointer + "/when",
                    "条件恒为" + literal.value() + "，这一步" + (Boolean.TRUE.equals(literal.value()) ? "不需要条件。" : "永远不会执行。"),
                    "the condition is always " + literal.value());
        }
        Text label = given.get("label").isPresent() ? label(given, "label", pointer, "step") : null;
        String own = code(given, pointer);
        LegalBasis source = basisOf(given, pointer);
        Function<String, Step.Common> common = code -> new Step.Common(own == null ? code : own, label, when, source);
        switch (kind) {
            case "rate" -> {
                keys(given, pointer, "rate", "of", "cap", "atLeast");
                Expr of = needed(given, "of", pointer, Type.MONEY);
                Expr rate = needed(given, "rate", pointer, Type.NUMBER);
                return of == null || rate == null
                        ? null
                        : new Step.Rate(common.apply("RATE"), cap(given, pointer), least(given, pointer), of, rate);
            }
            case "fixed", "formula" -> {
                keys(given, pointer, kind, "cap", "atLeast");
                Expr amount = needed(given, kind, pointer, Type.MONEY);
                return amount == null
                        ? null
                        : new Step.Fixed(
                                common.apply(kind.equals("fixed") ? "FIXED" : "FORMULA"),
                                cap(given, pointer),
                                least(given, pointer),
                                amount);
            }
            case "each" -> {
                keys(given, pointer, "each", "count", "cap", "atLeast");
                Expr amount = needed(given, "each", pointer, Type.MONEY);
                Expr count = needed(given, "count", pointer, Type.COUNT);
                return amount == null || count == null
                        ? null
                        : new Step.Each(
                                common.apply("EACH"), cap(given, pointer), least(given, pointer), amount, count);
            }
            case "slices" -> {
                return slices(given, pointer, common.apply("SLICE"));
            }
            case "tiers" -> {
                return tiers(given, pointer, common.apply("TIER"));
            }
            case "discretion" -> {
                return discretion(given, pointer, common.apply("DISCRETION"));
            }
            case "perContract" -> {
                return perContract(given, pointer, common.apply("PER_CONTRACT"));
            }
            case "highestOf", "lowestOf" -> {
                keys(given, pointer, kind);
                List<Step.Option> options = options(given, kind, pointer, false);
                if (options.size() < 2) {
                    fault(pointer + "/" + kind, "至少写两种算法。", "write at least two ways to calculate");
                }
                return new Step.Best(
                        common.apply(kind.equals("highestOf") ? "HIGHEST" : "LOWEST"),
                        kind.equals("highestOf"),
                        options);
            }
            case "branch" -> {
                keys(given, pointer, kind);
                return new Step.Branch(common.apply("BRANCH"), options(given, kind, pointer, true));
            }
            case "group" -> {
                keys(given, pointer, kind);
                List<Step> inner = steps(given.fields().get(kind), pointer + "/" + kind);
                return new Step.Group(common.apply("GROUP"), inner);
            }
            case "deduct", "dropBelow", "atLeast", "cap" -> {
                keys(given, pointer, kind);
                Expr by = needed(given, kind, pointer, Type.MONEY);
                return by == null ? null : limit(kind, by, common);
            }
            case "times", "increase" -> {
                keys(given, pointer, kind);
                Expr by = needed(given, kind, pointer, Type.NUMBER);
                return by == null ? null : limit(kind, by, common);
            }
            case "round" -> {
                return round(given, pointer, common.apply("ROUND"));
            }
            default -> {
                fault(pointer, "看不出这一步做什么；可用：" + KINDS, "it does not say what it does; there are " + KINDS);
                return null;
            }
        }
    }

    private static Step limit(String kind, Expr by, Function<String, Step.Common> common) {
        return switch (kind) {
            case "deduct" -> new Step.Limit(common.apply("DEDUCT"), Step.Limit.Kind.DEDUCT, by);
            case "dropBelow" -> new Step.Limit(common.apply("DROP_BELOW"), Step.Limit.Kind.DROP_BELOW, by);
            case "atLeast" -> new Step.Limit(common.apply("AT_LEAST"), Step.Limit.Kind.AT_LEAST, by);
            case "times" -> new Step.Limit(common.apply("TIMES"), Step.Limit.Kind.TIMES, by);
            case "increase" -> new Step.Limit(common.apply("INCREASE"), Step.Limit.Kind.INCREASE, by);
            default -> new Step.Limit(common.apply("CAP"), Step.Limit.Kind.CAP, by);
        };
    }

    private @Nullable Expr cap(Definition.Fields given, String pointer) {
        Expr cap = optional(given, "cap", pointer, Type.MONEY);
        Expr least = optional(given, "atLeast", pointer, Type.MONEY);
        if (cap != null && least != null) {
            ascending(least, cap, pointer + "/cap", "封顶低于最低金额。", "the cap is below the least amount", true);
        }
        return cap;
    }

    private @Nullable Expr least(Definition.Fields given, String pointer) {
        return optional(given, "atLeast", pointer, Type.MONEY);
    }

    /** A cap after a least amount that it would undo is a mistake, not a rule. */
    private void orderOfLimits(List<Step> steps, String pointer) {
        Expr least = null;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Limit limit && limit.common.when() == null) {
                switch (limit.kind()) {
                    case AT_LEAST, DROP_BELOW -> least = limit.by();
                    case CAP -> {
                        if (least != null) {
                            ascending(
                                    least,
                                    limit.by(),
                                    pointer + "/" + i + "/cap",
                                    "封顶低于最低金额。",
                                    "the cap is below the least amount",
                                    true);
                        }
                    }
                    default -> {
                        // Neither lifts nor cuts.
                    }
                }
            }
        }
    }

    private void ascending(Expr low, Expr high, String pointer, String zh, String en, boolean orEqual) {
        if (!low.constant() || !high.constant()) {
            return;
        }
        checks.add(in -> {
            Object a = low.value(in);
            Object b = high.value(in);
            if (!(a instanceof Exact l) || !(b instanceof Exact h)) {
                return null;
            }
            int comparison = l.compareTo(h);
            boolean wrong = orEqual ? comparison > 0 : comparison >= 0;
            return wrong
                    ? new Finding(
                            pointer,
                            new Text(
                                    zh + "（" + l.shown() + "、" + h.shown() + "）",
                                    en + " (" + l.shown() + ", " + h.shown() + ")"))
                    : null;
        });
    }

    private @Nullable Step slices(Definition.Fields given, String pointer, Step.Common common) {
        keys(given, pointer, "slices", "of", "cap", "atLeast");
        Expr of = needed(given, "of", pointer, Type.MONEY, Type.COUNT);
        List<Step.Row> rows = new ArrayList<>();
        items(given.fields().get("slices"), pointer + "/slices").forEach((item, at) -> {
            if (!(item instanceof Definition.Fields row) || of == null) {
                fault(at, "写明 upTo 和 rate。", "give upTo and rate");
                return;
            }
            unknownKeys(row, at, Set.of("upTo", "rate", "amount"));
            Expr upTo = optional(row, "upTo", at, of.type);
            Step.Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (last != null && last.limit() == null) {
                fault(at, "上一档没有上限，这一档永远用不到。", "the bracket before has no upper end, so this one is never reached");
            } else if (last != null && last.limit() != null && upTo != null) {
                ascending(last.limit(), upTo, at + "/upTo", "各档须递增。", "brackets must ascend", false);
            }
            figureOf(
                    row,
                    at,
                    of.type == Type.COUNT,
                    (rate, amount) -> rows.add(new Step.Row(upTo, false, rate, amount, null)));
        });
        if (of == null || rows.isEmpty()) {
            if (rows.isEmpty()) {
                fault(pointer + "/slices", "至少写一档。", "write at least one bracket");
            }
            return null;
        }
        return new Step.Slices(common, cap(given, pointer), least(given, pointer), of, rows);
    }

    private interface Figures {
        void take(@Nullable Expr rate, @Nullable Expr amount);
    }

    private void figureOf(Definition.Fields row, String at, boolean counted, Figures figures) {
        if (row.get("rate").isPresent() == row.get("amount").isPresent()) {
            fault(at, "每档写 rate 或 amount 之一。", "a bracket has either a rate or an amount");
            return;
        }
        // Counted slices pay an amount for each.
        Expr rate = optional(row, "rate", at, counted ? Type.MONEY : Type.NUMBER);
        Expr amount = optional(row, "amount", at, Type.MONEY);
        if (rate != null || amount != null) {
            figures.take(rate, amount);
        }
    }

    private @Nullable Step tiers(Definition.Fields given, String pointer, Step.Common common) {
        keys(given, pointer, "tiers", "of", "base", "boundary", "cap", "atLeast");
        Expr of = needed(given, "of", pointer, Type.MONEY, Type.COUNT, Type.NUMBER);
        Expr base = optional(given, "base", pointer, Type.MONEY);
        boolean exclusive = text(given, "boundary").orElse("INCLUSIVE").equals("EXCLUSIVE");
        if (given.get("boundary").isPresent()
                && !Set.of("INCLUSIVE", "EXCLUSIVE")
                        .contains(text(given, "boundary").orElse(""))) {
            fault(
                    pointer + "/boundary",
                    "boundary 为 INCLUSIVE（含本数）或 EXCLUSIVE（不含本数）。",
                    "boundary is INCLUSIVE or EXCLUSIVE");
        }
        List<Step.Row> rows = new ArrayList<>();
        items(given.fields().get("tiers"), pointer + "/tiers").forEach((item, at) -> {
            if (!(item instanceof Definition.Fields row) || of == null) {
                fault(at, "写明 from 和 amount 或 rate。", "give from and an amount or a rate");
                return;
            }
            unknownKeys(row, at, Set.of("from", "above", "rate", "amount", "cap"));
            boolean above = row.get("above").isPresent();
            Expr from = optional(row, above ? "above" : "from", at, of.type);
            if (above && row.get("from").isPresent()) {
                fault(at, "from（含本数）与 above（不含本数）只写一个。", "write either from (inclusive) or above (exclusive)");
            }
            Step.Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (last != null && from == null) {
                fault(at, "只有第一档可以没有起点。", "only the first bracket may lack its lower end");
            } else if (last != null && last.limit() != null && from != null) {
                ascending(
                        last.limit(), from, at + (above ? "/above" : "/from"), "各档须递增。", "brackets must ascend", false);
            }
            figureOf(row, at, false, (rate, amount) -> {
                if (rate != null && base == null && of.type != Type.MONEY) {
                    fault(at + "/rate", "按比例须有金额基数：请写 base。", "a rate needs an amount of money to apply to: give base");
                }
                rows.add(new Step.Row(from, above || exclusive, rate, amount, optional(row, "cap", at, Type.MONEY)));
            });
        });
        if (of == null || rows.isEmpty()) {
            if (rows.isEmpty()) {
                fault(pointer + "/tiers", "至少写一档。", "write at least one bracket");
            }
            return null;
        }
        return new Step.Tiers(common, cap(given, pointer), least(given, pointer), of, base, rows);
    }

    private @Nullable Step discretion(Definition.Fields given, String pointer, Step.Common common) {
        keys(given, pointer, "discretion", "least", "most", "by");
        Expr decided = needed(given, "discretion", pointer, Type.MONEY);
        Expr least = needed(given, "least", pointer, Type.MONEY);
        Expr most = needed(given, "most", pointer, Type.MONEY);
        Text by = label(given, "by", pointer, "the approver");
        if (decided == null || least == null || most == null) {
            return null;
        }
        ascending(least, most, pointer + "/most", "上限低于下限。", "the upper end is below the lower", true);
        return new Step.Discretion(common, decided, least, most, by);
    }

    private @Nullable Step perContract(Definition.Fields given, String pointer, Step.Common common) {
        keys(given, pointer, "perContract", "where");
        if (names.inDeal) {
            fault(pointer, "perContract 不能嵌套。", "perContract cannot stand inside another");
            return null;
        }
        names.yearContracts = true;
        names.inDeal = true;
        Expr where = optional(given, "where", pointer, Type.TRUTH);
        List<Step> inner = steps(given.fields().get("perContract"), pointer + "/perContract");
        names.inDeal = false;
        return new Step.PerContract(common, where, inner, names.role);
    }

    private List<Step.Option> options(Definition.Fields given, String kind, String pointer, boolean first) {
        List<Step.Option> options = new ArrayList<>();
        Set<Definition> conditions = new LinkedHashSet<>();
        items(given.fields().get(kind), pointer + "/" + kind).forEach((item, at) -> {
            if (!(item instanceof Definition.Fields option)) {
                fault(at, "写明 steps。", "give its steps");
                return;
            }
            // An option of a single step may be that step itself.
            boolean bare = option.get("steps").isEmpty();
            if (!bare) {
                unknownKeys(option, at, Set.of("label", "when", "steps"));
            }
            if (first && !options.isEmpty() && options.get(options.size() - 1).when() == null) {
                fault(at, "前一种情形没有条件，这一种永远用不到。", "the case before has no condition, so this one is never reached");
            }
            Optional<Definition> condition = option.get("when");
            if (first && condition.isPresent() && !conditions.add(condition.get())) {
                fault(at + "/when", "与前面的情形条件相同，永远用不到。", "the same condition stands before, so this is never reached");
            }
            Expr when = optional(option, "when", at, Type.TRUTH);
            Text label = option.get("label").isPresent() ? label(option, "label", at, "option") : null;
            List<Step> inner = new ArrayList<>();
            if (bare) {
                Map<String, Definition> rest = new LinkedHashMap<>(option.fields());
                rest.remove("when");
                Step step = step(new Definition.Fields(rest), at);
                if (step != null) {
                    inner.add(step);
                }
            } else {
                inner.addAll(steps(option.fields().get("steps"), at + "/steps"));
            }
            options.add(new Step.Option(label, when, inner));
        });
        return options;
    }

    private @Nullable Step round(Definition.Fields given, String pointer, Step.Common common) {
        keys(given, pointer, "round", "mode");
        String unit = text(given, "round").orElse("");
        Map<String, Integer> scales = new LinkedHashMap<>();
        scales.put("FEN", 2);
        scales.put("JIAO", 1);
        scales.put("YUAN", 0);
        scales.put("TEN_YUAN", -1);
        scales.put("HUNDRED_YUAN", -2);
        scales.put("THOUSAND_YUAN", -3);
        scales.put("TEN_THOUSAND_YUAN", -4);
        Integer scale = scales.get(unit);
        RoundingMode mode = switch (text(given, "mode").orElse("HALF_UP")) {
            case "HALF_UP" -> RoundingMode.HALF_UP;
            case "DOWN" -> RoundingMode.DOWN;
            case "UP" -> RoundingMode.UP;
            default -> null;
        };
        if (scale == null || mode == null) {
            fault(
                    pointer + "/round",
                    "round 可为 " + scales.keySet() + "，mode 可为 HALF_UP、DOWN、UP。",
                    "round is one of " + scales.keySet() + ", mode one of HALF_UP, DOWN and UP");
            return null;
        }
        String[] zh = {"分", "角", "元", "十元", "百元", "千元", "万元"};
        String[] en = {
            "fen", "jiao", "yuan", "tens of yuan", "hundreds of yuan", "thousands of yuan", "ten thousands of yuan"
        };
        return new Step.Round(common, scale, mode, new Text(zh[2 - scale], en[2 - scale]));
    }

    // ---- shares and notes

    private List<Measure.Share> shares(Definition.Fields root) {
        List<Measure.Share> shares = new ArrayList<>();
        root.get("shares")
                .ifPresent(value -> items(value, "/shares").forEach((item, at) -> {
                    if (!(item instanceof Definition.Fields given)) {
                        fault(at, "写明 code、label 和 upTo。", "give code, label and upTo");
                        return;
                    }
                    unknownKeys(given, at, Set.of("code", "label", "upTo", "basis"));
                    Expr upTo = needed(given, "upTo", at, Type.NUMBER);
                    String code = code(given, at);
                    if (upTo == null || code == null) {
                        if (code == null) {
                            fault(at + "/code", "缺少 code。", "code is missing");
                        }
                        return;
                    }
                    ascending(
                            upTo,
                            new Expr.Literal(Type.NUMBER, Exact.ONE),
                            at + "/upTo",
                            "份额不能超过全部金额。",
                            "a share is not more than the whole",
                            true);
                    shares.add(new Measure.Share(code, label(given, "label", at, code), upTo, basisOf(given, at)));
                }));
        return shares;
    }

    private List<Measure.Note> notes(Definition.Fields root) {
        List<Measure.Note> notes = new ArrayList<>();
        root.get("notes")
                .ifPresent(value -> items(value, "/notes").forEach((item, at) -> {
                    if (item instanceof Definition.Scalar scalar) {
                        notes.add(new Measure.Note(null, new Text(scalar.text(), "See the measure's own remark.")));
                    } else if (item instanceof Definition.Fields given) {
                        unknownKeys(given, at, Set.of("when", "text"));
                        notes.add(new Measure.Note(
                                optional(given, "when", at, Type.TRUTH), label(given, "text", at, "note")));
                    }
                }));
        return notes;
    }

    // ---- reading

    private interface ItemReader {
        void read(Definition item, String pointer);
    }

    /** The items of a list with their pointers. */
    private final class Items {
        private final List<Definition> items;
        private final String pointer;

        Items(List<Definition> items, String pointer) {
            this.items = items;
            this.pointer = pointer;
        }

        void forEach(ItemReader reader) {
            for (int i = 0; i < items.size(); i++) {
                reader.read(items.get(i), pointer + "/" + i);
            }
        }
    }

    private Items items(@Nullable Definition value, String pointer) {
        if (value instanceof Definition.Items list) {
            return new Items(list.items(), pointer);
        }
        fault(pointer, "这里应为列表。", "a list belongs here");
        return new Items(List.of(), pointer);
    }

    private Definition.Fields fields(Definition.Fields parent, String pointer, String name) {
        Definition value = parent.fields().get(name);
        if (value == null) {
            return new Definition.Fields(Map.of());
        }
        if (value instanceof Definition.Fields fields) {
            return fields;
        }
        fault(pointer + "/" + name, "这里应为名称和内容。", "names with their values belong here");
        return new Definition.Fields(Map.of());
    }

    private static Optional<String> text(Definition.Fields given, String name) {
        return given.get(name)
                .filter(Definition.Scalar.class::isInstance)
                .map(value -> ((Definition.Scalar) value).text().strip());
    }

    private List<String> words(Definition.Fields given, String name, String pointer) {
        Definition value = given.fields().get(name);
        if (value == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        items(value, pointer + "/" + name).forEach((item, at) -> {
            if (item instanceof Definition.Scalar scalar) {
                words.add(scalar.text());
            } else {
                fault(at, "这里应为词语。", "a word belongs here");
            }
        });
        return words;
    }

    /** A label: both languages, or Chinese alone; English is then put together from the name. */
    private Text label(Definition.Fields given, String key, String pointer, String name) {
        Definition value = given.fields().get(key);
        if (value instanceof Definition.Scalar scalar && !scalar.text().isBlank()) {
            return new Text(scalar.text(), Names.words(name));
        }
        if (value instanceof Definition.Fields both) {
            unknownKeys(both, pointer + "/" + key, Set.of("zh", "en"));
            Optional<String> zh = text(both, "zh").filter(text -> !text.isBlank());
            if (zh.isPresent()) {
                return new Text(
                        zh.get(),
                        text(both, "en").filter(text -> !text.isBlank()).orElse(Names.words(name)));
            }
        }
        fault(pointer + "/" + key, "缺少" + key + "（中文，或 zh 和 en）。", key + " is missing: Chinese, or zh and en");
        return new Text(name, Names.words(name));
    }

    private LegalBasis basisOf(Definition.Fields given, String pointer) {
        Definition value = given.fields().get("basis");
        if (value == null) {
            return basis;
        }
        if (value instanceof Definition.Scalar article && !article.text().isBlank()) {
            return new LegalBasis(basis.document(), article.text(), basis.title());
        }
        if (value instanceof Definition.Fields both) {
            unknownKeys(both, pointer + "/basis", Set.of("document", "article", "title"));
            Optional<String> article = text(both, "article").filter(text -> !text.isBlank());
            if (article.isPresent()) {
                String document =
                        text(both, "document").filter(text -> !text.isBlank()).orElse(basis.document());
                Optional<String> title = text(both, "title");
                return new LegalBasis(
                        document,
                        article.get(),
                        title.isPresent() || !document.equals(basis.document()) ? title : basis.title());
            }
        }
        fault(pointer + "/basis", "依据写条款，或 document 和 article。", "a basis is an article, or document and article");
        return basis;
    }

    private @Nullable String code(Definition.Fields given, String pointer) {
        Optional<String> code = text(given, "code");
        if (code.isEmpty()) {
            return null;
        }
        String text = code.get();
        boolean upper = !text.isEmpty()
                && text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')
                && text.charAt(0) >= 'A';
        if (!upper) {
            fault(pointer + "/code", "code 用大写字母、数字和下划线。", "a code is in capitals, digits and underscores");
        }
        return text;
    }

    private <E extends Enum<E>> E constant(
            Definition.Fields given, String pointer, String name, Class<E> type, @Nullable E otherwise) {
        Optional<String> text = text(given, name);
        if (text.isEmpty() && otherwise != null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (text.filter(constant.name()::equals).isPresent()) {
                return constant;
            }
        }
        fault(
                pointer + "/" + name,
                name + " 应为 " + Arrays.toString(type.getEnumConstants()) + " 之一。",
                name + " is one of " + Arrays.toString(type.getEnumConstants()));
        return type.getEnumConstants()[0];
    }

    /** A set: words, or a parameter or formula that yields one. */
    private @Nullable Expr set(Definition value, String pointer, @Nullable Set<String> vocabulary) {
        if (value instanceof Definition.Scalar scalar && !vocabularyWord(scalar.text(), vocabulary)) {
            Expr found = formula(scalar.text(), pointer, Type.SET);
            if (found != null && vocabulary != null && found.constant()) {
                checks.add(in -> {
                    Set<String> unknown = new TreeSet<>();
                    if (found.value(in) instanceof Set<?> words) {
                        words.forEach(word -> unknown.add(word.toString()));
                    }
                    unknown.removeAll(vocabulary);
                    return unknown.isEmpty()
                            ? null
                            : new Finding(
                                    pointer,
                                    new Text(
                                            "没有取值 " + unknown + "，可用：" + vocabulary,
                                            unknown + " does not exist; there are " + vocabulary));
                });
            }
            return found;
        }
        List<String> words = new ArrayList<>();
        if (value instanceof Definition.Scalar scalar) {
            words.add(scalar.text());
        } else if (value instanceof Definition.Items list) {
            list.items().forEach(item -> {
                if (item instanceof Definition.Scalar scalar) {
                    words.add(scalar.text());
                }
            });
        }
        Set<String> unknown = new TreeSet<>(words);
        if (vocabulary != null) {
            unknown.removeAll(vocabulary);
        } else {
            unknown.clear();
        }
        if (words.isEmpty() || !unknown.isEmpty()) {
            fault(
                    pointer,
                    "没有取值 " + unknown + (vocabulary == null ? "。" : "，可用：" + vocabulary),
                    unknown + " does not exist" + (vocabulary == null ? "" : "; there are " + vocabulary));
            return null;
        }
        return new Expr.Literal(Type.SET, new TreeSet<>(words));
    }

    private static boolean vocabularyWord(String text, @Nullable Set<String> vocabulary) {
        return vocabulary == null ? !text.startsWith("$") && !text.startsWith("[") : vocabulary.contains(text);
    }

    private @Nullable Expr needed(Definition.Fields given, String name, String pointer, Type... types) {
        Definition value = given.fields().get(name);
        if (value == null) {
            fault(pointer, "缺少 " + name + "。", name + " is missing");
            return null;
        }
        return formula(value, pointer + "/" + name, types);
    }

    private @Nullable Expr optional(Definition.Fields given, String name, String pointer, Type... types) {
        Definition value = given.fields().get(name);
        return value == null ? null : formula(value, pointer + "/" + name, types);
    }

    private @Nullable Expr formula(Definition value, String pointer, Type... types) {
        if (value instanceof Definition.Scalar scalar) {
            return formula(scalar.text(), pointer, types);
        }
        fault(pointer, "这里应为公式。", "a formula belongs here");
        return null;
    }

    private @Nullable Expr formula(String text, String pointer, Type... types) {
        try {
            Expr expression = Formula.read(text, names);
            if (Arrays.stream(types).noneMatch(expression.type::fits)) {
                throw new Fault(
                        "“" + text + "”是" + expression.type.zh + "，这里需要" + types[0].zh + "。",
                        "'" + text + "' is " + expression.type.en + ", but " + types[0].en + " belongs here");
            }
            return expression;
        } catch (Fault fault) {
            findings.add(new Finding(pointer, fault.text()));
            return null;
        } catch (NumberFormatException e) {
            fault(pointer, "公式“" + text + "”中的数太大。", "a number in the formula '" + text + "' is too large");
            return null;
        }
    }

    private void keys(Definition.Fields given, String pointer, String... allowed) {
        Set<String> all = new TreeSet<>(COMMON);
        all.addAll(Arrays.asList(allowed));
        unknownKeys(given, pointer, all);
    }

    private void unknownKeys(Definition.Fields given, String pointer, Set<String> allowed) {
        for (String name : given.fields().keySet()) {
            if (!allowed.contains(name)) {
                fault(
                        pointer + "/" + name,
                        "没有“" + name + "”这一项，可用：" + new TreeSet<>(allowed),
                        "there is no '" + name + "' here; there are " + new TreeSet<>(allowed));
            }
        }
    }
}
