package org.longji.plugins.measure;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;

/** The parties of a contract, and the beneficiary as one of them or by itself. */
final class Parties {

    private Parties() {}

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

    static @Nullable Expr party(String name, String group, String member, Names names) {
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
                        Vocabulary.PARTY_KINDS,
                        in -> of(in, party, p -> p.kind().name()));
            case "code" ->
                Vocabulary.fact(
                        Type.TEXT,
                        who.zh() + "统一社会信用代码",
                        "credit code of the " + who.en(),
                        in -> of(in, party, PartyFacts::creditCode));
            case "division" ->
                Vocabulary.fact(
                        Type.DIVISION,
                        who.zh() + "登记地",
                        "division of the " + who.en(),
                        in -> of(in, party, PartyFacts::division));
            case "size" ->
                new Expr.Fact(
                        Type.TEXT,
                        new Text(who.zh() + "企业规模", "size of the " + who.en()),
                        Vocabulary.SIZES,
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
                Vocabulary.fact(Type.TRUTH, who.zh() + "是高新技术企业", who.en() + " is a high-tech enterprise", in -> {
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
                Vocabulary.fact(Type.SET, who.zh() + "所属领域", "fields of the " + who.en(), in -> {
                    String text = attribute(
                            in,
                            party,
                            "keyFields",
                            new Ask(
                                    "KEY_FIELDS",
                                    new Text("请确认" + who.zh() + "所属领域。", "State the fields of the " + who.en() + ".")));
                    return text == null ? null : Vocabulary.setOf(text);
                });
            default -> null;
        };
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
}
