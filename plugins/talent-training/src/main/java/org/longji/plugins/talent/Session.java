package org.longji.plugins.talent;

import java.time.LocalDateTime;
import java.util.Optional;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.RowRef;

/** A session (课次): one course, one teacher, one time. */
record Session(
        @Field(
                zh = "培训班",
                en = "Class",
                ru = "Группа",
                refersTo = "training-class",
                offeredIn = {"PLANNED", "ENROLLING", "TEACHING"})
        RowRef trainingClass,

        @Field(zh = "课程", en = "Course", ru = "Курс", refersTo = "course", offeredIn = "OFFERED")
        RowRef course,

        @Field(zh = "教师", en = "Teacher", ru = "Преподаватель", refersTo = "teacher", offeredIn = "APPOINTED")
        RowRef teacher,

        @Field(zh = "上课时间", en = "Begins at", ru = "Начало") LocalDateTime startsAt,

        @Field(zh = "下课时间", en = "Ends at", ru = "Конец") LocalDateTime endsAt,

        @Field(zh = "方式", en = "Way", ru = "Форма") Way way,

        @Field(zh = "地点或平台", en = "Room or platform", ru = "Место или платформа")
        Optional<String> room) {

    /** How it is taught. */
    enum Way {
        /** In a room. */
        @Choice(zh = "线下", en = "on site", ru = "очно")
        ON_SITE,
        /** On line; the proof of having watched hangs on the attendance. */
        @Choice(zh = "线上", en = "on line", ru = "онлайн")
        ON_LINE
    }

    /** Refuses a session that ends before it begins, or on another day. */
    Session {
        if (!endsAt.isAfter(startsAt) || !endsAt.toLocalDate().equals(startsAt.toLocalDate())) {
            throw new IllegalArgumentException("下课时间应在同一天的上课时间之后");
        }
    }
}
