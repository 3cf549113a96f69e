package org.longji.plugins.talent;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RowRef;

/** Somebody on the list of brokers, managers and evaluators, with the highest level held. */
record Professional(
        @Field(zh = "姓名", en = "Name", ru = "Имя", personal = Personal.NAME, searchable = true, maxLength = 60)
        String name,

        @Field(
                zh = "证件号码",
                en = "Identity number",
                ru = "Номер документа",
                personal = Personal.NUMBER,
                searchable = true,
                maxLength = 18)
        String identity,

        @Field(zh = "职业", en = "Profession", ru = "Профессия")
        Profession profession,

        @Field(zh = "级别", en = "Level", ru = "Уровень") Level level,

        @Field(zh = "证书", en = "Certificate", ru = "Удостоверение", refersTo = "certificate")
        RowRef certificate,

        @Field(zh = "证书编号", en = "Number", ru = "Номер", searchable = true, maxLength = 60)
        String number,

        @Field(zh = "培训方案", en = "Scheme", ru = "Программа", refersTo = "scheme")
        RowRef scheme,

        @Field(zh = "培训基地", en = "Base", ru = "База", refersTo = "base")
        RowRef base,

        @Field(zh = "账号所属", en = "Account's party", ru = "Сторона")
        Optional<PartyRef> owner,

        @Field(zh = "入册日期", en = "Listed on", ru = "Внесён") LocalDate listedOn,

        @Field(zh = "证书有效期至", en = "Certificate valid until", ru = "Удостоверение до")
        Optional<LocalDate> validUntil) {

    Professional holding(Professionals.Held held) {
        return new Professional(
                name,
                identity,
                profession,
                held.level(),
                held.certificate(),
                held.number(),
                held.scheme(),
                held.base(),
                owner,
                listedOn,
                held.validUntil());
    }
}
