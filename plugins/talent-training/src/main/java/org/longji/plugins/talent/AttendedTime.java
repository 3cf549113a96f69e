package org.longji.plugins.talent;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long somebody was there, with no hour counted twice: of stays that overlap a minute counts for the one that began
 * earlier; of the same version of a course taken in two classes the longer attendance counts; and no course counts for
 * more than it has.
 */
final class AttendedTime {

    private static final long SECONDS = 60;

    /**
     * One stay at a session, cut to the session.
     *
     * @param course the version of the course
     * @param module its module in the scheme
     * @param trainingClass the class it was held in
     * @param most most minutes the course counts for
     * @param from when it began
     * @param until when it ended
     */
    record Stay(
            String course, String module, String trainingClass, long most, LocalDateTime from, LocalDateTime until) {}

    private record Taught(String course, String module, String trainingClass, long most) {}

    private static final Comparator<Stay> EARLIEST = Comparator.comparing(Stay::from)
            .thenComparing(Stay::until)
            .thenComparing(Stay::course)
            .thenComparing(Stay::trainingClass);

    private AttendedTime() {}

    /** {@return whole minutes by module} */
    static Map<String, Long> minutesByModule(Collection<Stay> stays) {
        Map<Taught, Long> seconds = new HashMap<>();
        List<Stay> ordered = new ArrayList<>(stays);
        ordered.sort(EARLIEST);
        LocalDateTime counted = LocalDateTime.MIN;
        for (Stay stay : ordered) {
            LocalDateTime from = stay.from().isAfter(counted) ? stay.from() : counted;
            if (stay.until().isAfter(from)) {
                seconds.merge(
                        new Taught(stay.course(), stay.module(), stay.trainingClass(), stay.most()),
                        Duration.between(from, stay.until()).toSeconds(),
                        Long::sum);
                counted = stay.until();
            }
        }
        Map<String, Long> byCourse = new HashMap<>();
        Map<String, String> modules = new HashMap<>();
        seconds.forEach((taught, length) -> {
            byCourse.merge(taught.course(), Math.min(length / SECONDS, taught.most()), Math::max);
            modules.put(taught.course(), taught.module());
        });
        Map<String, Long> byModule = new TreeMap<>();
        byCourse.forEach((course, minutes) -> byModule.merge(String.valueOf(modules.get(course)), minutes, Long::sum));
        return byModule;
    }
}
