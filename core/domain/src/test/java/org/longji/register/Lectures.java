package org.longji.register;

import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;

/** Rows that are open to all applicants and name somebody. */
final class Lectures implements Register<Lectures.Lecture> {

    record Lecture(
            @Field(zh = "题目", en = "Title") String title,

            @Field(zh = "教师", en = "Teacher", personal = Personal.NAME, searchable = true)
            String teacher) {}

    @Override
    public RegisterDefinition<Lecture> definition() {
        return RegisterDefinition.of("lecture", Words.of("讲座", "Lectures"), Lecture.class)
                .states(State.ending("OPEN", Words.of("公开", "open")))
                .createdBy(UserRole.REGISTRAR)
                .titledBy("title", "teacher")
                .filters("teacher")
                .openToApplicants("OPEN")
                .build();
    }
}
