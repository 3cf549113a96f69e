package org.longji.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer to one question.
 *
 * @param question its id
 * @param answer null takes the answer back
 * @param evidence what it rests on; needed for a no, and for any answer about other contracts
 * @param about marks of the contracts it is about, where it is asked because of others
 */
public record AnswerForm(
        String question,
        CheckAnswer.@Nullable Value answer,
        @Nullable String evidence,
        @Nullable List<String> about) {}
