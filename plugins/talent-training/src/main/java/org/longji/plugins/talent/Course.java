package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.RowRef;

/** One version of a course: what is taught for one module of a scheme. */
record Course(
        @Field(zh = "课程名称", en = "Course", ru = "Курс", searchable = true)
        String title,

        @Field(zh = "课程代码", en = "Code", ru = "Код", searchable = true, maxLength = 20)
        String code,

        @Field(zh = "版本", en = "Edition", ru = "Редакция", maxLength = 20)
        String edition,

        @Field(zh = "培训方案", en = "Scheme", ru = "Программа", refersTo = "scheme", offeredIn = "IN_FORCE")
        RowRef scheme,

        @Field(
                zh = "模块代码",
                en = "Module",
                ru = "Модуль",
                hint =
                        @Hint(
                                zh = "填写方案中模块的代码，如 A。",
                                en = "The code of a module of the scheme, such as A.",
                                ru = "Код модуля из программы, например A."),
                maxLength = 10)
        String module,

        @Field(
                zh = "最多计入学时",
                en = "Hours it counts for at the most",
                ru = "Засчитывается часов не более",
                unit = "学时",
                min = "0.5",
                max = "400")
        BigDecimal hours,

        @Field(zh = "教学大纲", en = "Syllabus", ru = "План", maxLength = 4000, multiline = true)
        Optional<String> syllabus) {}
