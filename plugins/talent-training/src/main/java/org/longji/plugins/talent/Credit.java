package org.longji.plugins.talent;

import java.util.Optional;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.ContractRef;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RowRef;

/** A share of somebody in bringing a registered contract about. */
record Credit(
        @Field(zh = "人员", en = "Person", ru = "Специалист", refersTo = "professional", offeredIn = "LISTED")
        RowRef professional,

        @Field(zh = "已登记的技术合同", en = "Registered contract", ru = "Зарегистрированный договор")
        ContractRef contract,

        @Field(zh = "承担的工作", en = "Part played", ru = "Роль")
        Part part,

        @Field(zh = "贡献份额", en = "Share", ru = "Доля", unit = "%", min = "1", max = "100")
        int share,

        @Field(zh = "说明", en = "Remarks", ru = "Примечание", maxLength = 500, multiline = true)
        Optional<String> remarks,

        @Field(
                zh = "证件号码",
                en = "Identity number",
                ru = "Номер документа",
                personal = Personal.NUMBER,
                setBySteps = true)
        Optional<String> identity,

        @Field(zh = "培训基地", en = "Base", ru = "База", refersTo = "base", setBySteps = true)
        Optional<RowRef> base,

        @Field(zh = "账号所属", en = "Account's party", ru = "Сторона", setBySteps = true)
        Optional<PartyRef> owner) {

    /** What somebody did. */
    enum Part {
        /** 主办. */
        @Choice(zh = "主办", en = "led it", ru = "вёл")
        LED("主办"),
        /** 协办. */
        @Choice(zh = "协办", en = "took part", ru = "участвовал")
        TOOK_PART("协办");

        private final String zh;

        Part(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    Credit of(Professional who) {
        return new Credit(
                professional,
                contract,
                part,
                share,
                remarks,
                Optional.of(who.identity()),
                Optional.of(who.base()),
                who.owner());
    }
}
