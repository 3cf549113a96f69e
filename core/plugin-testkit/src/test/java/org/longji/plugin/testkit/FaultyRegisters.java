package org.longji.plugin.testkit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Migration;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Registers that are wrong in exactly one way each. */
final class FaultyRegisters {

    private FaultyRegisters() {}

    record Note(
            @Field(zh = "标题", en = "Title") String title,
            @Field(zh = "类别", en = "Kind") Sort sort,

            @Field(zh = "次数", en = "Times", min = "0", max = "9")
            int times) {}

    enum Sort {
        @Choice(zh = "甲", en = "one")
        ONE,
        @Choice(zh = "乙", en = "two")
        TWO
    }

    private static RegisterDefinition.Builder<Note> sound() {
        return RegisterDefinition.of("note", Words.of("记录", "Note"), Note.class)
                .states(State.of("OPEN", Words.of("开", "open")), State.ending("DONE", Words.of("毕", "done")))
                .createdBy(UserRole.REGISTRAR)
                .titledBy("title")
                .step(closing());
    }

    private static Step<Note, org.longji.plugin.api.register.NoInput> closing() {
        return Step.<Note>transition("close", Words.of("办结", "Close"))
                .from("OPEN")
                .to("DONE")
                .by(UserRole.REGISTRAR);
    }

    /** Nothing is wrong with it. */
    @Extension
    public static class Sound implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().build();
        }
    }

    /** A new row gets more times than it may have. */
    @Extension
    public static class CompletesWithFaults implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().completedBy((note, context) -> new Note(note.title(), note.sort(), 10))
                    .build();
        }
    }

    /** What its sentence says is in no Chinese. */
    @Extension
    public static class WrongSentence implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().about(Words.of("Notes", "Notes")).build();
        }
    }

    /** PF4J does not find it. */
    public static class NotMarked implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().build();
        }
    }

    /** Its version grows whenever somebody looks. */
    @Extension
    public static class ChangesItsMind implements Register<Note> {
        private static int calls;

        @Override
        public RegisterDefinition<Note> definition() {
            calls++;
            return sound().version(1)
                    .columns(calls % 2 == 0 ? "title" : "times")
                    .build();
        }
    }

    /** A state that nothing leads to. */
    @Extension
    public static class Unreachable implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().states(
                            State.of("OPEN", Words.of("开", "open")),
                            State.ending("DONE", Words.of("毕", "done")),
                            State.ending("LOST", Words.of("失", "lost")))
                    .build();
        }
    }

    /** A state that a row cannot leave and must not stay in. */
    @Extension
    public static class DeadEnd implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().states(
                            State.of("OPEN", Words.of("开", "open")),
                            State.ending("DONE", Words.of("毕", "done")),
                            State.of("STUCK", Words.of("滞", "stuck")))
                    .step(Step.<Note>transition("stick", Words.of("搁置", "Stick"))
                            .from("OPEN")
                            .to("STUCK")
                            .by(UserRole.REGISTRAR))
                    .build();
        }
    }

    /** A step that nobody may take. */
    @Extension
    public static class NobodysStep implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().step(
                            Step.<Note>action("wait", Words.of("等待", "Wait")).from("OPEN"))
                    .build();
        }
    }

    record Unworded(@Field(zh = "Title", en = "标题") String title) {}

    /** Chinese and English changed places. */
    @Extension
    public static class WrongLanguages implements Register<Unworded> {
        @Override
        public RegisterDefinition<Unworded> definition() {
            return RegisterDefinition.of("note", Words.of("记录", "Note"), Unworded.class)
                    .states(State.ending("DONE", Words.of("毕", "done")))
                    .createdBy(UserRole.REGISTRAR)
                    .titledBy("title")
                    .build();
        }
    }

    /** Its condition counts how often it was asked. */
    @Extension
    public static class Remembers implements Register<Note> {
        private static int asked;

        @Override
        public RegisterDefinition<Note> definition() {
            return sound().createdWhen((note, context) ->
                            Obstacle.unless(asked++ % 2 == 0, "TIRED", "问得太多了。", "This was asked too often."))
                    .build();
        }
    }

    /** Its condition answers nothing at all. */
    @Extension
    public static class AnswersNull implements Register<Note> {
        @Override
        @SuppressWarnings("NullAway")
        public RegisterDefinition<Note> definition() {
            return sound().createdWhen((note, context) -> null).build();
        }
    }

    /** Its step makes a number that the field does not take. */
    @Extension
    public static class LeavesFaults implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().step(Step.<Note>action("count", Words.of("计数", "Count"))
                            .from("OPEN")
                            .by(UserRole.REGISTRAR)
                            .then((note, input, context) -> new Note(note.title(), note.sort(), note.times() + 10)))
                    .build();
        }
    }

    /** Its migration forgets a field. */
    @Extension
    public static class ForgetsAField implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().version(2)
                    .migration(new Migration(1, old -> {
                        old.remove("times");
                        return old;
                    }))
                    .build();
        }
    }

    /** A version that no migration leads to. */
    @Extension
    public static class NoMigration implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().version(2).build();
        }
    }

    /** Looks at the clock on the wall. */
    @Extension
    public static class LooksAtTheClock implements Register<Note> {
        @Override
        public RegisterDefinition<Note> definition() {
            return sound().createdWhen((note, context) ->
                            Obstacle.unless(LocalDate.now().getYear() > 2000, "TOO_EARLY", "时间尚早。", "It is too early."))
                    .build();
        }
    }

    static List<Note> samples() {
        return List.of(new Note("示例", Sort.ONE, 1));
    }

    static List<Map<String, Object>> oldSamples() {
        return List.of(Map.of("title", "示例", "sort", "TWO", "times", 1));
    }
}
