package org.longji.plugin.testkit.example;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.PartyRef;

/** A course (示例). */
public record Course(
        @Field(zh = "课程名称", en = "Course", ru = "Курс", searchable = true, unique = true)
        String title,

        @Field(zh = "级别", en = "Level", ru = "Уровень") Level level,

        @Field(zh = "学时", en = "Hours", ru = "Часы", unit = "学时", min = "1", max = "400")
        int hours,

        @Field(zh = "费用", en = "Fee", unit = "元", min = "0") Optional<Money> fee,
        @Field(zh = "开课日期", en = "Begins on") Optional<LocalDate> beginsOn,
        @Field(zh = "培训基地", en = "Base") Optional<PartyRef> base,
        @Field(zh = "名额", en = "Places", min = "1") Optional<Integer> places,
        @Field(zh = "模块", en = "Modules") List<Module> modules) {

    /** Refuses modules that need more hours than the course has. */
    public Course {
        int needed = modules.stream().mapToInt(Module::hours).sum();
        if (needed > hours) {
            throw new IllegalArgumentException("模块学时合计 " + needed + "，超过课程学时 " + hours);
        }
    }

    /** Levels of the national syllabus. */
    public enum Level {
        @Choice(zh = "初级", en = "junior", ru = "начальный")
        JUNIOR,
        @Choice(zh = "中级", en = "intermediate", ru = "средний")
        INTERMEDIATE,
        @Choice(zh = "高级", en = "senior", ru = "высший")
        SENIOR
    }

    /** A part of a course. */
    public record Module(
            @Field(zh = "模块名称", en = "Module") String name,
            @Field(zh = "学时", en = "Hours", min = "1") int hours) {}
}
