package org.longji.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.screening.ScreeningList;
import org.longji.plugin.api.screening.ScreeningResult;
import org.longji.plugin.api.screening.ScreeningResult.Hit;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.plugin.testkit.example.ListedNames;
import org.pf4j.Extension;

@DisplayName("the conformance kit for screenings")
class ScreeningConformanceOfTheKitTest {

    /** Set before the launcher makes the suite, which has no way to be told. */
    private static Screening underTest = new Sound();

    private static final Words SAID = Words.of("命中", "Found", "Найдено");

    private static Hit hit(String list, String entry, String score, Words words) {
        return new Hit(list, entry, new BigDecimal(score), words, LegalBasis.of("示例文件", "一"), SAID);
    }

    /** Sound but for the mark, which is inherited; what follows is wrong in one place. */
    static class NotMarked implements Screening {
        @Override
        public String id() {
            return "sound";
        }

        @Override
        public Words words() {
            return Words.of("试", "Trial", "Проба");
        }

        @Override
        public List<ScreeningList> lists() {
            return List.of(list("one", "名单（示例）"));
        }

        static ScreeningList list(String id, String zh) {
            return new ScreeningList(
                    id, Words.of(zh, "Sample list", "Список"), "1", LocalDate.of(2026, 1, 1), "made up", true);
        }

        @Override
        public ScreeningResult screen(Request request) {
            return request.subject().technology().name().contains("X") ? found(request) : new ScreeningResult.Clear();
        }

        ScreeningResult found(Request request) {
            return new ScreeningResult.Hits(List.of(hit("one", "X", "90.00", SAID), hit("one", "Y", "80.5", SAID)));
        }
    }

    @Extension
    static class Sound extends NotMarked {}

    @Extension
    static class Misnamed extends Sound {
        @Override
        public String id() {
            return "Sound 1";
        }
    }

    @Extension
    static class WithoutRussian extends Sound {
        @Override
        ScreeningResult found(Request request) {
            return new ScreeningResult.Hits(List.of(hit("one", "X", "90", Words.of("命中", "Found"))));
        }
    }

    @Extension
    static class HidesThatItIsASample extends Sound {
        @Override
        public List<ScreeningList> lists() {
            return List.of(list("one", "出口管制名单"));
        }
    }

    @Extension
    static class BringsNoList extends Sound {
        @Override
        public List<ScreeningList> lists() {
            return List.of();
        }
    }

    @Extension
    static class FindsNothing extends Sound {
        @Override
        public ScreeningResult screen(Request request) {
            return new ScreeningResult.Clear();
        }
    }

    @Extension
    static class Counts extends Sound {
        private static int asked;

        @Override
        ScreeningResult found(Request request) {
            return new ScreeningResult.Hits(List.of(hit("one", "X" + ++asked, "90", SAID)));
        }
    }

    @Extension
    static class OnNoListOfIts extends Sound {
        @Override
        ScreeningResult found(Request request) {
            return new ScreeningResult.Hits(List.of(hit("another", "X", "90", SAID)));
        }
    }

    @Extension
    static class LikeliestLast extends Sound {
        @Override
        ScreeningResult found(Request request) {
            return new ScreeningResult.Hits(List.of(hit("one", "X", "80", SAID), hit("one", "Y", "90", SAID)));
        }
    }

    @Extension
    static class AsksTwice extends Sound {
        @Override
        ScreeningResult found(Request request) {
            var question = new Question("SAME", new Text("是否相同？", "The same?"), LegalBasis.of("示例文件", "一"));
            return new ScreeningResult.NeedsJudgement(List.of(question, question));
        }
    }

    @Extension
    static class ScoresBeyond extends Sound {
        @Override
        ScreeningResult found(Request request) {
            return new ScreeningResult.Hits(List.of(hit("one", "X", "100.01", SAID)));
        }
    }

    @Extension
    static class NeedsParties extends Sound {
        @Override
        public ScreeningResult screen(Request request) {
            request.subject().parties().get(0);
            return super.screen(request);
        }
    }

    @Extension
    static class TellsTheTelephone extends Sound {
        @Override
        ScreeningResult found(Request request) {
            return new ScreeningResult.Hits(
                    List.of(hit("one", "X", "90", Words.of("电话 13900000000", "Telephone", "Телефон"))));
        }
    }

    @Extension
    static class LooksAtTheClock extends Sound {
        @Override
        ScreeningResult found(Request request) {
            return LocalDate.now().getYear() > 2000 ? super.found(request) : new ScreeningResult.Clear();
        }
    }

    @Test
    @DisplayName("accepts the example and a sound sample")
    void acceptsSound() {
        assertThat(failed(new ListedNames())).isEmpty();
        assertThat(failed(new Sound())).isEmpty();
    }

    @Test
    @DisplayName("rejects each fault by the check that is about it")
    void rejectsFaults() {
        assertThat(failed(new NotMarked())).containsExactly(1);
        assertThat(failed(new Misnamed())).containsExactly(2);
        assertThat(failed(new WithoutRussian())).containsExactly(3);
        assertThat(failed(new HidesThatItIsASample())).containsExactly(4);
        assertThat(failed(new BringsNoList())).containsExactly(4, 7);
        assertThat(failed(new FindsNothing())).containsExactly(5);
        assertThat(failed(new Counts())).containsExactly(6);
        assertThat(failed(new OnNoListOfIts())).containsExactly(7);
        assertThat(failed(new LikeliestLast())).containsExactly(7);
        assertThat(failed(new AsksTwice())).containsExactly(7);
        assertThat(failed(new ScoresBeyond())).contains(5, 6, 7);
        assertThat(failed(new NeedsParties())).containsExactly(8);
        assertThat(failed(new TellsTheTelephone())).containsExactly(9);
        assertThat(failed(new LooksAtTheClock())).containsExactly(10);
    }

    private static Set<Integer> failed(Screening screening) {
        underTest = screening;
        return SuiteRun.failed(Suite.class, 10);
    }

    private static ScreeningSubject subject(String technology, String name) {
        return new ScreeningSubject(
                ScreeningSubject.Kind.BY_HAND,
                List.of(new ScreeningSubject.Party(Optional.empty(), Optional.empty(), Optional.of(name), "RUS")),
                new ScreeningSubject.Technology(technology, "", Set.of()),
                "RUS",
                LocalDate.of(2026, 5, 6));
    }

    /** Run by the launcher alone: no test of its own. */
    static class Suite extends ScreeningConformance {
        @Override
        protected Screening screening() {
            return underTest;
        }

        @Override
        protected List<ScreeningSubject> found() {
            return List.of(subject("X", ListedNames.ENTRY));
        }

        @Override
        protected List<ScreeningSubject> clear() {
            return List.of(subject("Z", "Nobody"));
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(underTest.getClass());
        }
    }
}
