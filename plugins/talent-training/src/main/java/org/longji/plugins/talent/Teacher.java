package org.longji.plugins.talent;

import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Personal;

/** A teacher. */
record Teacher(
        @Field(zh = "姓名", en = "Name", ru = "Имя", personal = Personal.NAME, searchable = true)
        String name,

        @Field(zh = "工作单位", en = "Works at", ru = "Место работы", searchable = true)
        String organisation,

        @Field(zh = "职称或职务", en = "Title", ru = "Должность") String title,

        @Field(zh = "讲授方向", en = "Teaches", ru = "Преподаёт", searchable = true, maxLength = 300)
        String field,

        @Field(zh = "联系电话", en = "Telephone", ru = "Телефон", personal = Personal.CONTACT, maxLength = 30)
        Optional<String> telephone) {}
