package org.longji.plugin.api;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Nothing known speaks against the contract, but the rule needs answers that nobody has given yet.
 *
 * @param questions what must be answered, by a person
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NeedsJudgement(List<Question> questions) implements Assessment {

    /** Takes a copy and refuses judgement about nothing. */
    public NeedsJudgement {
        questions = List.copyOf(questions);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("a call for judgement needs at least one question");
        }
    }
}
