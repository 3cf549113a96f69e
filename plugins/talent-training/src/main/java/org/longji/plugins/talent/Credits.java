package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.APPLICANT;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;
import static org.longji.plugin.api.register.UserRole.REVIEWER;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.Rows;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Who brought which registered contract about; all shares of a contract together are at most the whole of it. */
@Extension
public final class Credits implements Register<Credit> {

    private static final int WHOLE = 100;

    @Override
    public RegisterDefinition<Credit> definition() {
        return RegisterDefinition.of("credit", Words.of("从业业绩", "Deals", "Сделки"), Credit.class)
                .partOf(Schemes.MODULE)
                .under(Certificates.PEOPLE, 130)
                .about(Words.of(
                        "只认已登记的技术合同：合同撤销登记后业绩随即不计；同一合同各人份额合计不超过 100%。",
                        "Registered contracts alone: once a registration is revoked the deal counts no longer; the shares of a contract"
                                + " are at most 100% together.",
                        "Только зарегистрированные договоры; доли по договору — не более 100 %."))
                .states(
                        State.of("CLAIMED", Words.of("待确认", "claimed", "заявлено")),
                        State.ending("CONFIRMED", Words.of("已确认", "confirmed", "подтверждено")),
                        State.ending("REFUSED", Words.of("不予确认", "refused", "отклонено")))
                .createdBy(REGISTRAR, APPLICANT)
                .completedBy((row, context) -> context.rows()
                        .find(Professional.class, row.professional())
                        .map(who -> row.of(who.record()))
                        .orElse(row))
                .createdWhen(Credits::countable)
                .needs(HostData.REGISTERED_CONTRACTS)
                .ownedBy("owner")
                .titledBy("professional", "contract")
                .columns("professional", "contract", "part", "share", "credited")
                .filters("professional", "contract", "part")
                .unique(Unique.of("professional", "contract").exceptIn("REFUSED"))
                .attachments(new Attached("PROOF", Words.of("促成证明", "Proof of the part played", "Подтверждение роли")))
                .step(Step.<Credit>transition("confirm", Words.of("确认", "Confirm", "Подтвердить"))
                        .from("CLAIMED")
                        .to("CONFIRMED")
                        .by(REVIEWER)
                        .notBy(Step.CREATION)
                        .within(10)
                        .when(Credits::countable))
                .step(Step.<Credit>transition("refuse", Words.of("不予确认", "Refuse", "Отклонить"))
                        .from("CLAIMED")
                        .to("REFUSED")
                        .by(REVIEWER)
                        .asking(Reasons.Why.class))
                .derived(new Derived<>(
                        "credited",
                        Words.of("计入技术交易额", "Technology amount credited", "Зачтённая сумма"),
                        "元",
                        (row, context) -> context.contracts()
                                .find(row.contract())
                                .map(contract -> Practice.part(contract.technologyAmount(), row.share()))))
                .figure(Figure.countOnce("contracts", Words.of("促成合同数", "Contracts brokered", "Договоров"), "contract")
                        .unit("份")
                        .in("CONFIRMED"))
                .build();
    }

    private static List<Obstacle> countable(Credit row, Context context) {
        List<Obstacle> found = new ArrayList<>();
        found.addAll(Reasons.unless(
                context.contracts().find(row.contract()).isPresent(),
                "NOT_REGISTERED",
                "该合同未登记，或登记已撤销，不能作为业绩。",
                "The contract is not registered, or its registration was revoked; it is no deal to be credited.",
                "Договор не зарегистрирован или регистрация отозвана."));
        context.rows().find(Professional.class, row.professional()).ifPresent(who -> {
            found.addAll(Reasons.unless(
                    who.state().equals("LISTED"),
                    "NOT_LISTED",
                    "该人员不在册。",
                    "The person is not listed.",
                    "Специалист не в реестре."));
            found.addAll(Reasons.unless(
                    !context.actor().roles().equals(Set.of(APPLICANT))
                            || who.record().owner().equals(context.actor().party()),
                    "NOT_YOURS",
                    "只能为自己名下的人员申报。",
                    "You can claim only for people of your own.",
                    "Заявлять можно только за своих."));
        });
        Rows.Query<Credit> others =
                context.rows().of(Credit.class).with("contract", row.contract()).in("CLAIMED", "CONFIRMED");
        if (context.row().isPresent()) {
            others = others.except(new RowRef(context.row().get()));
        }
        int taken = others.sum("share").intValueExact();
        found.addAll(Reasons.unless(
                taken + row.share() <= WHOLE,
                "MORE_THAN_THE_WHOLE",
                "同一合同其他人已占 " + taken + "%，最多还能申报 " + (WHOLE - taken) + "%。",
                "Others have " + taken + "% of this contract; at most " + (WHOLE - taken) + "% is left.",
                "Другим зачтено " + taken + " %; осталось не более " + (WHOLE - taken) + " %."));
        return found;
    }
}
