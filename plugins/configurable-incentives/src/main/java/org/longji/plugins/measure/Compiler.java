package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.LegalBasis;
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

    private final PolicyHeading heading;
    private final Reading reading;

    Compiler(PolicyHeading heading) {
        this.heading = heading;
        this.reading = new Reading(heading);
    }

    List<Finding> findings() {
        return reading.findings();
    }

    /** {@return the measure, or {@code null} if there are findings} */
    @Nullable
    Measure compile(Definition definition) {
        if (!(definition instanceof Definition.Fields root)) {
            reading.fault("", "措施应由各个部分组成。", "a measure is made of sections");
            return null;
        }
        Names names = reading.names;
        reading.unknownKeys(root, "", SECTIONS);
        names.subject = reading.constant(root, "", "subject", Subject.class, Subject.CONTRACT);
        names.role = reading.constant(root, "", "pays", Role.class, null);
        Kind kind = reading.constant(root, "", "kind", Kind.class, Kind.REWARD);
        reading.restsOn(reading.basisOf(root, ""));
        Declarations declared = new Declarations(reading);
        declared.read(root);
        List<Condition> conditions = new Requirements(reading, heading.jurisdiction()).read(root);
        List<Step> steps = steps(root, kind == Kind.CHECK);
        List<Measure.Share> shares = shares(root);
        List<Measure.Note> notes = notes(root);
        unused();
        if (!findings().isEmpty()) {
            return null;
        }
        LegalBasis basis = reading.basis();
        Side side = names.role == Role.RECIPIENT ? Side.RECIPIENT : Side.PROVIDER;
        PolicyDescriptor descriptor = new PolicyDescriptor(
                heading.policyId(), heading.title(), side, kind, heading.jurisdiction(), List.of(basis));
        return new Measure(
                descriptor,
                names,
                declared.parameters,
                declared.inputs,
                conditions,
                steps,
                shares,
                notes,
                reading.checks,
                basis);
    }

    private List<Step> steps(Definition.Fields root, boolean check) {
        List<Step> steps = List.of();
        if (root.get("amount").isPresent()) {
            steps = new Lines(reading).steps(root.fields().get("amount"), "/amount");
            if (check && !steps.isEmpty()) {
                reading.fault("/amount", "核查不产生资金，不写计算。", "a check pays nothing, so it calculates nothing");
            } else if (!check && steps.isEmpty() && findings().isEmpty()) {
                reading.fault("/amount", "至少写一步计算。", "write at least one step");
            }
        } else if (!check) {
            reading.fault("", "缺少 amount：没有写明如何计算金额。", "amount is missing: nothing says how to calculate");
        }
        boolean holds =
                root.get("conditions").isPresent() || root.get("excluded").isPresent();
        if (check && !holds) {
            reading.fault("", "核查须写明 conditions：要满足什么。", "a check says in conditions what must hold");
        }
        return steps;
    }

    private void unused() {
        for (String name : reading.names.parameters.keySet()) {
            if (!reading.names.used.contains("$" + name)
                    && !heading.capParameter().filter(name::equals).isPresent()) {
                reading.fault(
                        "/parameters/" + name, "参数 $" + name + " 没有被使用。", "the parameter $" + name + " is never used");
            }
        }
        for (String name : reading.names.inputs.keySet()) {
            if (!reading.names.used.contains(name)) {
                reading.fault("/inputs/" + name, "输入“" + name + "”没有被使用。", "the input '" + name + "' is never used");
            }
        }
    }

    private List<Measure.Share> shares(Definition.Fields root) {
        List<Measure.Share> shares = new ArrayList<>();
        root.get("shares")
                .ifPresent(value -> reading.items(value, "/shares").forEach((item, at) -> {
                    if (!(item instanceof Definition.Fields given)) {
                        reading.fault(at, "写明 code、label 和 upTo。", "give code, label and upTo");
                        return;
                    }
                    reading.unknownKeys(given, at, Set.of("code", "label", "upTo", "basis"));
                    Expr upTo = reading.needed(given, "upTo", at, Type.NUMBER);
                    String code = reading.code(given, at);
                    if (upTo == null || code == null) {
                        if (code == null) {
                            reading.fault(at + "/code", "缺少 code。", "code is missing");
                        }
                        return;
                    }
                    reading.ascending(
                            upTo,
                            new Expr.Literal(Type.NUMBER, Exact.ONE),
                            at + "/upTo",
                            "份额不能超过全部金额。",
                            "a share is not more than the whole",
                            true);
                    shares.add(new Measure.Share(
                            code, reading.label(given, "label", at, code), upTo, reading.basisOf(given, at)));
                }));
        return shares;
    }

    private List<Measure.Note> notes(Definition.Fields root) {
        List<Measure.Note> notes = new ArrayList<>();
        root.get("notes")
                .ifPresent(value -> reading.items(value, "/notes").forEach((item, at) -> {
                    if (item instanceof Definition.Scalar scalar) {
                        notes.add(new Measure.Note(null, new Text(scalar.text(), "See the measure's own remark.")));
                    } else if (item instanceof Definition.Fields given) {
                        reading.unknownKeys(given, at, Set.of("when", "text"));
                        notes.add(new Measure.Note(
                                reading.optional(given, "when", at, Type.TRUTH),
                                reading.label(given, "text", at, "note")));
                    }
                }));
        return notes;
    }
}
