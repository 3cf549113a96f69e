package org.longji.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.longji.shared.FieldChecks;

/**
 * The enacted versions of one policy in one tenant: each begins the day after the one before ended, and only the last may be
 * open. A version that comes after an open one ends it.
 */
final class Chain {

    private final List<PolicyVersion> links;

    /** @param links the enacted versions with their effective last days, in the order of their beginnings */
    Chain(List<PolicyVersion> links) {
        this.links = List.copyOf(links);
    }

    /**
     * What enacting another version does to one that is there.
     *
     * @param lastDay its new last day
     */
    record Ending(String version, LocalDate lastDay) {}

    /** Checks that a version fits and says which open one it ends. */
    Optional<Ending> place(PolicyVersion next, FieldChecks checks) {
        var from = next.from();
        checks.require(
                links.stream().noneMatch(link -> link.version().equals(next.version())),
                "version",
                "本政策已有同名版本。",
                "The policy has a version of this name.");
        var same = links.stream().filter(link -> link.from().equals(from)).findFirst();
        if (same.isPresent()) {
            checks.require(
                    false,
                    "from",
                    "版本“" + same.get().version() + "”也自该日起施行，时间重叠。",
                    "The version " + same.get().version() + " begins on the same day; they would overlap.");
            return Optional.empty();
        }
        links.stream().filter(link -> link.from().isAfter(from)).findFirst().ifPresent(after -> {
            var last = after.from().minusDays(1);
            checks.require(
                    next.until().filter(last::equals).isPresent(),
                    "until",
                    "版本“" + after.version() + "”自 " + after.from() + " 起施行，本版本应止于 " + last + "，不得重叠或留有空档。",
                    "The version " + after.version() + " begins on " + after.from() + ", so this one must end on "
                            + last + ": no overlap, no gap.");
        });
        var before = links.stream().filter(link -> link.from().isBefore(from)).reduce((a, b) -> b);
        before.flatMap(PolicyVersion::until)
                .ifPresent(last -> checks.require(
                        last.plusDays(1).equals(from),
                        "from",
                        "版本“" + before.get().version() + "”止于 " + last + "，本版本应自 " + last.plusDays(1)
                                + " 起施行，不得重叠或留有空档。",
                        "The version " + before.get().version() + " ends on " + last + ", so this one must begin on "
                                + last.plusDays(1) + ": no overlap, no gap."));
        return before.filter(open -> open.until().isEmpty()).map(open -> new Ending(open.version(), from.minusDays(1)));
    }

    /** Checks that a version may end on a day: the last link only, and never to go on for longer than it was enacted. */
    void end(PolicyVersion link, LocalDate lastDay, LocalDate today, FieldChecks checks) {
        checks.require(
                links.get(links.size() - 1).version().equals(link.version()),
                "until",
                "其后还有版本，提前结束会留下空档。",
                "Another version follows; ending this one would leave a gap.");
        checks.require(!lastDay.isBefore(link.from()), "until", "不得早于施行日期。", "It cannot end before it began.");
        checks.require(!lastDay.isBefore(today), "until", "不得早于今天。", "It cannot end before today.");
        checks.require(
                link.until().map(end -> !lastDay.isAfter(end)).orElse(true),
                "until",
                "不得晚于该版本现有的终止日期。",
                "It cannot go on for longer than it was enacted.");
    }
}
