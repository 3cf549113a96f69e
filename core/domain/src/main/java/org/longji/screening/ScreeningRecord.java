package org.longji.screening;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.screening.ScreeningList;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.pluginhost.Clause;
import org.longji.pluginhost.Label;

/**
 * One screening of one subject by one plugin, as it is kept.
 *
 * @param label what it looked for
 * @param lists the lists it looked in, with their versions
 * @param recordHash SHA-256 over subject, archive, lists and finds, hex
 * @param supersededAt when a later one took its place; null while it is the last word
 * @param standing how the subject stands by this screening alone
 */
public record ScreeningRecord(
        UUID id,
        int tenant,
        ScreeningSubject.Kind subjectKind,
        String subjectRef,
        String title,
        SubjectForm subject,
        String plugin,
        String screening,
        Label label,
        String pluginVersion,
        String pluginHash,
        List<ListVersion> lists,
        Result result,
        String recordHash,
        String screenedBy,
        Instant screenedAt,
        @Nullable Instant supersededAt,
        Standing standing,
        List<Hit> hits) {

    /** A list as it was looked in. */
    public record ListVersion(String id, Label label, String version, LocalDate asOf, String source, boolean sample) {

        static ListVersion of(ScreeningList list) {
            return new ListVersion(
                    list.id(), Label.of(list.words()), list.version(), list.asOf(), list.source(), list.sample());
        }
    }

    /** What came of it. */
    public enum Result {
        /** Nothing on any list. */
        CLEAR,
        /** Something on a list. */
        HITS,
        /** A person must look. */
        JUDGEMENT,
        /** The plugin failed; that is no pass. */
        FAILED
    }

    /**
     * One find, or one question.
     *
     * @param verdicts what was said of it, the latest first
     * @param cleared what two officers agreed on; null while it is open
     */
    public record Hit(
            int number,
            Find find,
            List<Verdict> verdicts,
            @Nullable Boolean cleared) {}

    /**
     * What was found.
     *
     * @param list id of the list; null of a question, or where the plugin failed
     * @param entry the entry as the list names it, or the code of the question
     * @param score how like, 0 to 100; null of a question
     * @param words what matched, or the question
     * @param next what is to be done; null where nobody says
     */
    public record Find(
            @Nullable String list,
            String entry,
            @Nullable BigDecimal score,
            Label words,
            @Nullable Clause basis,
            @Nullable Label next) {}

    /**
     * What an officer said of it.
     *
     * @param cleared whether it is not meant; otherwise it is confirmed
     * @param agreed whether another officer agreed; null while that is open
     * @param own whether whoever asks said it
     */
    public record Verdict(
            UUID id,
            boolean cleared,
            String reason,
            String proposedBy,
            Instant proposedAt,
            @Nullable Boolean agreed,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String note,
            boolean own) {}

    /** A screening of a list, without its finds. */
    public record Summary(
            UUID id,
            int tenant,
            ScreeningSubject.Kind subjectKind,
            String subjectRef,
            String title,
            String destination,
            List<String> parties,
            String plugin,
            Label label,
            Result result,
            Standing standing,
            int hits,
            int open,
            String screenedBy,
            Instant screenedAt) {}

    /** What somebody says of a find. */
    public record Proposal(
            @Nullable Boolean cleared, @Nullable String reason) {}

    /** What another one says of that. */
    public record Decision(
            @Nullable Boolean agreed, @Nullable String note) {}
}
