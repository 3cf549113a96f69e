package org.longji.plugin.testkit.example;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.register.ContractRef;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RowRef;

/** Somebody's way through a course to its certificate (示例). */
public record Certificate(
        @Field(zh = "姓名", en = "Name", ru = "Имя", personal = Personal.NAME, searchable = true)
        String name,

        @Field(
                zh = "证件号码",
                en = "Identity number",
                personal = Personal.NUMBER,
                searchable = true,
                pattern = "[0-9]{17}[0-9X]")
        String identity,

        @Field(zh = "申请人代码", en = "Applicant's code") Optional<PartyRef> owner,

        @Field(zh = "课程", en = "Course", refersTo = "course")
        RowRef course,

        @Field(zh = "促成的合同", en = "Contracts brokered") List<ContractRef> contracts,

        @Field(zh = "一评", en = "First mark", hiddenIn = "MARKING", setBySteps = true)
        Optional<Integer> firstMark,

        @Field(zh = "二评", en = "Second mark", setBySteps = true)
        Optional<Integer> secondMark,

        @Field(zh = "证书编号", en = "Number", searchable = true, unique = true, setBySteps = true)
        Optional<String> number,

        @Field(zh = "发证日期", en = "Issued on", setBySteps = true)
        Optional<LocalDate> issuedOn,

        @Field(zh = "有效期至", en = "Valid until", setBySteps = true)
        Optional<LocalDate> validUntil,

        @Field(zh = "撤销原因", en = "Why revoked", setBySteps = true, maxLength = 500)
        Optional<String> revokedFor) {

    Certificate markedFirst(int mark) {
        return new Certificate(
                name,
                identity,
                owner,
                course,
                contracts,
                Optional.of(mark),
                secondMark,
                number,
                issuedOn,
                validUntil,
                revokedFor);
    }

    Certificate markedSecond(int mark) {
        return new Certificate(
                name,
                identity,
                owner,
                course,
                contracts,
                firstMark,
                Optional.of(mark),
                number,
                issuedOn,
                validUntil,
                revokedFor);
    }

    Certificate issued(String as, LocalDate on) {
        return new Certificate(
                name,
                identity,
                owner,
                course,
                contracts,
                firstMark,
                secondMark,
                Optional.of(as),
                Optional.of(on),
                Optional.of(on.plusYears(3)),
                revokedFor);
    }

    Certificate revoked(String reason) {
        return new Certificate(
                name,
                identity,
                owner,
                course,
                contracts,
                firstMark,
                secondMark,
                number,
                issuedOn,
                validUntil,
                Optional.of(reason));
    }
}
