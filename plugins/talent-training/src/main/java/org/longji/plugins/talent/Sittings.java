package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Row;

/** A person's papers in a scheme, over all classes. */
record Sittings(Scheme scheme, List<Row<AnswerPaper>> papers) {

    static Sittings of(Row<Scheme> scheme, String identity, Context context) {
        return new Sittings(
                scheme.record(),
                context.rows()
                        .of(AnswerPaper.class)
                        .with("identity", identity)
                        .with("scheme", scheme.ref())
                        .list());
    }

    /** {@return how often the paper was sat; being absent counts, a paper that was annulled does not} */
    int attempts(String paper) {
        return (int) papers.stream()
                .filter(one ->
                        one.record().paper().equals(paper) && !one.state().equals("ANNULLED"))
                .count();
    }

    /** {@return the best mark of each paper that still counts on a day} */
    Map<String, BigDecimal> marks(LocalDate on) {
        Map<String, BigDecimal> marks = new HashMap<>();
        for (Row<AnswerPaper> one : papers) {
            AnswerPaper paper = one.record();
            if (!paper.heldOn().plusMonths(scheme.paperMonths()).isBefore(on)) {
                paper.mark().ifPresent(mark -> marks.merge(paper.paper(), mark, BigDecimal::max));
            }
        }
        return marks;
    }

    /** {@return whether the paper has to be sat and may be} */
    boolean maySit(String paper, LocalDate on) {
        boolean waiting = papers.stream()
                .anyMatch(one -> one.record().paper().equals(paper)
                        && List.of("AWAITED", "HANDED_IN").contains(one.state()));
        BigDecimal mark = marks(on).get(paper);
        boolean passed = mark != null
                && scheme.paper(paper)
                        .filter(one -> mark.compareTo(one.passMark()) >= 0)
                        .isPresent();
        return !waiting && !passed && attempts(paper) <= scheme.retakes();
    }
}
