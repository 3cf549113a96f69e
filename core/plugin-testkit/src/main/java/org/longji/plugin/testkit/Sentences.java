package org.longji.plugin.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.InnerShare;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;

/** Looks for sentences that are not really there in both languages. */
final class Sentences {

    private Sentences() {}

    static List<String> problems(PolicyDescriptor descriptor) {
        return problems(descriptor.title());
    }

    static List<String> problems(Text text) {
        boolean zhIsChinese = text.zh().codePoints().anyMatch(Sentences::isHan);
        boolean enIsChinese = text.en().codePoints().anyMatch(Sentences::isHan);
        return zhIsChinese && !enIsChinese ? List.of() : List.of("zh '" + text.zh() + "', en '" + text.en() + "'");
    }

    static List<String> problems(Assessment answer) {
        return texts(answer).map(Sentences::problems).flatMap(List::stream).toList();
    }

    private static Stream<Text> texts(Assessment answer) {
        if (answer instanceof Entitled entitled) {
            Stream<Text> steps = entitled.steps().stream().map(CalculationStep::what);
            Stream<Text> shares = entitled.shares().stream().map(InnerShare::name);
            return Stream.of(steps, shares, entitled.notes().stream()).flatMap(each -> each);
        } else if (answer instanceof Passed passed) {
            return Stream.concat(passed.steps().stream().map(CalculationStep::what), passed.notes().stream());
        } else if (answer instanceof NotEntitled refusal) {
            return refusal.reasons().stream().map(Reason::message);
        } else if (answer instanceof NeedsJudgement open) {
            return open.questions().stream().map(Question::text);
        }
        throw new IllegalStateException("unknown answer " + answer);
    }

    private static boolean isHan(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }
}
