package org.longji.party;

import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.FieldChecks;

/**
 * What is filled in about an organisation.
 *
 * @param creditCode 统一社会信用代码; for parties abroad their own registration number
 * @param natureCode 单位性质 by the list of the registration form, for example 150 (有限责任公司)
 * @param division GB/T 2260 code of the seat, 0 or absent abroad
 * @param country ISO 3166-1 alpha-3, CHN when absent
 */
public record OrganizationForm(
        String creditCode,
        String name,
        PartyKind kind,
        @Nullable String natureCode,
        @Nullable Integer division,
        @Nullable String country,
        @Nullable String address,
        @Nullable String postalCode,
        @Nullable String legalRepresentative,
        @Nullable String contactPerson,
        @Nullable String contactPhone,
        @Nullable String bankName,
        @Nullable String bankAccount) {

    /** Takes the code as it is kept, however it was typed: one organisation must not become two by a lower-case letter. */
    public OrganizationForm {
        if (creditCode != null) {
            creditCode = CreditCode.examine(creditCode).isEmpty()
                    ? CreditCode.parse(creditCode).value()
                    : creditCode.strip();
        }
    }

    /** A form with only what a contract says of its party. */
    public static OrganizationForm of(String creditCode, String name, PartyKind kind, @Nullable Integer division) {
        return new OrganizationForm(
                creditCode, name, kind, null, division, null, null, null, null, null, null, null, null);
    }

    /** Notes what is wrong, under the prefix of the place the form stands at, for example {@code provider.}. */
    public void check(FieldChecks checks, String prefix) {
        checks.present(creditCode, prefix + "creditCode")
                .present(name, prefix + "name")
                .atMost(name, 200, prefix + "name")
                .present(kind, prefix + "kind")
                .require(
                        natureCode == null || natureCode.matches("\\d{3,4}"),
                        prefix + "natureCode",
                        "单位性质为三至四位数字代码，例如 150（有限责任公司）。",
                        "The nature is a code of three or four digits, for example 150 (limited company).");
        if (creditCode == null || creditCode.isBlank() || kind == null) {
            return;
        }
        if (kind == PartyKind.OVERSEAS) {
            checks.atMost(creditCode, 32, prefix + "creditCode");
            return;
        }
        checks.require(
                division != null && division >= 110_000 && division <= 829_999,
                prefix + "division",
                "请填写六位行政区划代码，例如 230103（南岗区）。",
                "Give the six-digit division code, for example 230103 (Nangang District).");
        if (kind == PartyKind.INDIVIDUAL) {
            checks.atMost(creditCode, 32, prefix + "creditCode");
        } else {
            CreditCode.examine(creditCode)
                    .ifPresent(defect -> checks.require(false, prefix + "creditCode", defect.zh(), defect.en()));
        }
    }
}
