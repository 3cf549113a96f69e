package org.longji.registration;

import org.jspecify.annotations.Nullable;

/**
 * An answer to one question.
 *
 * @param question its id
 * @param answer null takes the answer back
 * @param evidence what it rests on; needed for a no
 */
public record AnswerForm(
        String question,
        CheckAnswer.@Nullable Value answer,
        @Nullable String evidence) {}
