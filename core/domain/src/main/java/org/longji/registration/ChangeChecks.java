package org.longji.registration;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.longji.contract.TechnologyContract;
import org.longji.plugin.api.Money;
import org.longji.shared.FieldChecks;

/** Whether a request after a decision can be meant as it is written, by itself and for its contract. */
final class ChangeChecks {

    private ChangeChecks() {}

    /** What can be told from the form alone. */
    static void alone(ChangeForm form, LocalDate today) {
        var checks = new FieldChecks()
                .present(form.kind(), "kind")
                .present(form.reason(), "reason")
                .atMost(form.reason(), 2000, "reason");
        notLater(checks, form.effectiveOn(), today, "effectiveOn");
        if (form.kind() == ChangeForm.Kind.AMENDMENT) {
            checks.present(form.contract(), "contract");
        }
        if (form.kind() == ChangeForm.Kind.SETTLEMENT) {
            checks.present(form.settlement(), "settlement");
        }
        if (form.kind() == ChangeForm.Kind.SETTLEMENT && form.settlement() != null) {
            settlement(checks, form.settlement(), today);
        }
        if (form.performed() != null) {
            checks.present(form.performed().contractAmount(), "performed.contractAmount")
                    .present(form.performed().technologyAmount(), "performed.technologyAmount");
            within(
                    checks,
                    form.performed().technologyAmount(),
                    form.performed().contractAmount(),
                    "performed.technologyAmount");
        }
        checks.done();
        if (form.kind() == ChangeForm.Kind.AMENDMENT) {
            Objects.requireNonNull(form.contract()).check(today);
        }
    }

    private static void settlement(FieldChecks checks, ChangeForm.Settlement settlement, LocalDate today) {
        checks.present(settlement.from(), "settlement.from")
                .present(settlement.until(), "settlement.until")
                .present(settlement.settled(), "settlement.settled")
                .present(settlement.technologySettled(), "settlement.technologySettled");
        notLater(checks, settlement.until(), today, "settlement.until");
        if (settlement.from() != null && settlement.until() != null) {
            checks.require(
                    !settlement.until().isBefore(settlement.from()),
                    "settlement.until",
                    "结算期止不能早于结算期起。",
                    "The period cannot end before it begins.");
        }
        if (settlement.settled() != null) {
            checks.require(
                    settlement.settled().isPositive(),
                    "settlement.settled",
                    "结算金额须大于 0。",
                    "The settled amount must be more than zero.");
        }
        within(checks, settlement.technologySettled(), settlement.settled(), "settlement.technologySettled");
    }

    private static void within(FieldChecks checks, @Nullable Money part, @Nullable Money whole, String field) {
        if (part != null && whole != null) {
            checks.require(
                    !part.isNegative() && !part.isMoreThan(whole),
                    field,
                    "技术部分 " + part + " 元须在 0 与 " + whole + " 元之间。",
                    "The technology part " + part + " must lie between 0 and " + whole + ".");
        }
    }

    private static void notLater(FieldChecks checks, @Nullable LocalDate day, LocalDate today, String field) {
        if (day != null) {
            checks.require(!day.isAfter(today), field, "日期不能晚于今天。", "The day must not lie in the future.");
        }
    }

    /** What can be told only with the contract at hand. */
    static void against(EntityManager em, ChangeForm form, TechnologyContract contract) {
        var action = form.kind().words();
        switch (form.kind()) {
            case OBJECTION -> contract.expectRefused(action);
            case PERFORMANCE, TERMINATION -> contract.expectOngoing(action);
            default -> contract.expectRegistered(action);
        }
        var now = contract.certified();
        var checks = new FieldChecks();
        if (form.effectiveOn() != null) {
            checks.require(
                    !form.effectiveOn().isBefore(now.signedOn()),
                    "effectiveOn",
                    "日期不能早于合同签订日期 " + now.signedOn() + "。",
                    "The day must not lie before the contract was signed (" + now.signedOn() + ").");
        }
        if (form.kind() == ChangeForm.Kind.AMENDMENT) {
            var amended = Objects.requireNonNull(form.contract());
            checks.require(
                            amended.type() == now.type(),
                            "contract.type",
                            "合同类别改变的，请注销后重新申请登记。",
                            "A contract of another type is filed anew, after this one's registration is cancelled.")
                    .require(
                            amended.signedOn().equals(now.signedOn()),
                            "contract.signedOn",
                            "签订日期不能变更；另行签订的合同请另行申请登记。",
                            "The signing date cannot change; a contract signed anew is filed anew.")
                    .require(
                            amended.provider()
                                    .creditCode()
                                    .equals(now.provider().creditCode()),
                            "contract.provider.creditCode",
                            "卖方改变的，请注销后由新的卖方在其所在地申请登记。",
                            "Where the provider changes, the new one files in its own region, after this one's registration is cancelled.")
                    .require(
                            now.items().isEmpty() || !amended.items().isEmpty(),
                            "contract.items",
                            "该合同按价款分项登记，变更时请填写变更后的全部分项。",
                            "The price of this contract is itemised: give all items as amended.");
            SamePatents.check(em, checks, amended.particulars(), "contract.particulars.");
        }
        if (form.kind() == ChangeForm.Kind.SETTLEMENT) {
            var settlement = Objects.requireNonNull(form.settlement());
            checks.require(
                            now.royaltyBase() != null
                                    || (now.paymentMode() != null
                                            && now.paymentMode().contains("提成")),
                            "kind",
                            "该合同没有约定提成支付，金额变化请办理变更登记。",
                            "The contract agrees on no royalties; a change of its amounts is an amendment.")
                    .require(
                            !ChangeRecords.settledWithin(em, contract, settlement.from(), settlement.until()),
                            "settlement.from",
                            "该期间与已结算的期间重叠。",
                            "The period overlaps one that was settled already.");
        }
        if (form.performed() != null && form.kind() == ChangeForm.Kind.TERMINATION) {
            checks.require(
                    !form.performed().contractAmount().isMoreThan(now.contractAmount()),
                    "performed.contractAmount",
                    "已履行金额不能超过合同成交额 " + now.contractAmount() + " 元。",
                    "What was performed cannot exceed the contract amount " + now.contractAmount() + ".");
        }
        checks.done();
    }
}
