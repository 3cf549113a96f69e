package org.longji.plugin.api.screening;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.register.Words;

/** What a screening found. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ScreeningResult {

    /** Nothing on any list. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Clear() implements ScreeningResult {}

    /**
     * Something on a list; each stays open until two officers dealt with it.
     *
     * @param hits the likeliest first, at least one
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Hits(List<Hit> hits) implements ScreeningResult {
        /** Takes a copy and refuses none. */
        public Hits {
            hits = List.copyOf(hits);
            if (hits.isEmpty()) {
                throw new IllegalArgumentException("without a hit it is clear");
            }
        }
    }

    /**
     * A person must look; the questions are dealt with like hits.
     *
     * @param questions at least one
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record NeedsJudgement(List<Question> questions) implements ScreeningResult {
        /** Takes a copy and refuses none. */
        public NeedsJudgement {
            questions = List.copyOf(questions);
            if (questions.isEmpty()) {
                throw new IllegalArgumentException("without a question there is nothing to judge");
            }
        }
    }

    /**
     * One entry that something of the subject is like.
     *
     * @param list id of the list
     * @param entry the entry as the list names it
     * @param score how like, 0 to 100, at most two decimals; 100 is the same
     * @param matched what of the subject is like what of the entry
     * @param basis the clause by which it matters
     * @param next what is to be done
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Hit(String list, String entry, BigDecimal score, Words matched, LegalBasis basis, Words next) {
        /** Refuses absent values and a score that is none. */
        public Hit {
            Objects.requireNonNull(list, "list");
            Objects.requireNonNull(entry, "entry");
            Objects.requireNonNull(matched, "matched");
            Objects.requireNonNull(basis, "basis");
            Objects.requireNonNull(next, "next");
            if (score.signum() < 0
                    || score.compareTo(BigDecimal.valueOf(100)) > 0
                    || score.stripTrailingZeros().scale() > 2) {
                throw new IllegalArgumentException("a score lies in 0 to 100 with two decimals at most, not " + score);
            }
        }
    }
}
