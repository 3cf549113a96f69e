package org.longji.plugins.provincial;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.pf4j.Extension;

/**
 * Checks a conversion project that government funds beforehand (事前引导): its conversion agreement is signed before it is
 * approved, and it has indicators tied to the conversion.
 */
@Extension
public final class ConversionAgreement implements IncentivePolicy<ConversionAgreementParameters> {

    private static final PolicyDescriptor DESCRIPTOR = new PolicyDescriptor(
            "conversion-agreement-check",
            new Text("事前引导项目转化协议核查", "Check of the conversion agreement of a project funded beforehand"),
            Side.PROVIDER,
            Kind.CHECK,
            230000,
            List.of(Sources.PLAN_AGREEMENT));

    private static final List<InputDescription> INPUTS = List.of(
            Evidence.input(
                    "signedOn", InputDescription.Type.DATE, "转移转化协议签订日期", "Day the conversion agreement was signed"),
            Evidence.input("approvedOn", InputDescription.Type.DATE, "拟立项日期", "Day the project is to be approved"),
            Evidence.input(
                    "indicators",
                    InputDescription.Type.COUNT,
                    "与转化直接相关的考核指标个数",
                    "Number of indicators tied to the conversion"));

    @Override
    public PolicyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Class<ConversionAgreementParameters> parametersType() {
        return ConversionAgreementParameters.class;
    }

    @Override
    public Subject subject() {
        return Subject.CLAIM;
    }

    @Override
    public Role beneficiary() {
        return Role.APPLICANT;
    }

    @Override
    public List<InputDescription> inputs() {
        return INPUTS;
    }

    @Override
    public Assessment assess(Facts facts, ConversionAgreementParameters parameters) {
        var conditions = new Conditions(facts);
        var evidence = new Evidence(facts, INPUTS, conditions);
        conditions.inForce(parameters.inForceFrom(), parameters.inForceUntil(), Sources.PLAN_AGREEMENT);
        conditions.applicantInside(parameters.provinceCode(), Sources.PLAN_AGREEMENT);
        Optional<LocalDate> signed = evidence.date("signedOn", Sources.PLAN_AGREEMENT);
        Optional<LocalDate> approved = evidence.date("approvedOn", Sources.PLAN_AGREEMENT);
        Optional<Integer> indicators = evidence.count("indicators", Sources.PLAN_AGREEMENT);
        if (signed.isPresent() && approved.isPresent() && !signed.get().isBefore(approved.get())) {
            conditions.refuse(
                    "AGREEMENT_NOT_BEFORE_APPROVAL",
                    new Text(
                            "协议于 %s 签订，须早于立项日期 %s。".formatted(signed.get(), approved.get()),
                            "The agreement is dated %s; it has to be signed before the approval on %s."
                                    .formatted(signed.get(), approved.get())),
                    signed.get().toString(),
                    "< " + approved.get(),
                    Optional.empty(),
                    Sources.PLAN_AGREEMENT);
        }
        int least = parameters.leastIndicators();
        indicators
                .filter(count -> count < least)
                .ifPresent(count -> conditions.refuse(
                        "TOO_FEW_INDICATORS",
                        new Text(
                                "与转化直接相关的考核指标 %d 个，至少应有 %d 个。".formatted(count, least),
                                "There are %d indicators tied to the conversion; at least %d are needed."
                                        .formatted(count, least)),
                        count.toString(),
                        "≥ " + least,
                        Optional.of(Integer.toString(least - count)),
                        Sources.PLAN_AGREEMENT));
        return conditions.verdict().orElseGet(() -> passed(signed.orElseThrow(), approved.orElseThrow(), indicators));
    }

    private static Passed passed(LocalDate signed, LocalDate approved, Optional<Integer> indicators) {
        Map<Text, String> inputs = new LinkedHashMap<>();
        inputs.put(new Text("协议签订日期", "day of the agreement"), signed.toString());
        inputs.put(new Text("立项日期", "day of the approval"), approved.toString());
        indicators.ifPresent(count -> inputs.put(new Text("考核指标", "indicators"), count.toString()));
        return new Passed(
                List.of(Figures.held(
                        "AGREEMENT",
                        new Text("立项前已签订协议，并设立与转化直接相关的考核指标", "Signed before the approval, with indicators"),
                        inputs,
                        signed + " < " + approved,
                        Sources.PLAN_AGREEMENT)),
                List.of());
    }
}
