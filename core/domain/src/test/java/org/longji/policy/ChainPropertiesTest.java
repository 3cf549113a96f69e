package org.longji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.longji.plugin.api.Text;
import org.longji.shared.FieldChecks;
import org.longji.shared.ProblemException;

/** Whatever is enacted in whatever order, a chain has no day with two versions and no hole. */
class ChainPropertiesTest {

    private static final LocalDate ORIGIN = LocalDate.of(2020, 1, 1);
    private static final int DAYS = 60;

    @Property
    @Label("a chain never overlaps, has no gap, and changes nothing but the end of an open version")
    void neverOverlaps(
            @ForAll @Size(max = 25) List<@IntRange(min = 1, max = DAYS - 1) Integer> begins,
            @ForAll @Size(max = 25) List<@IntRange(max = 20) Integer> lengths) {
        var chain = new ArrayList<PolicyVersion>();
        for (int i = 0; i < Math.min(begins.size(), lengths.size()); i++) {
            var next = version(i, begins.get(i), lengths.get(i));
            enact(chain, next);
            for (int day = -1; day <= DAYS + 30; day++) {
                var on = ORIGIN.plusDays(day);
                assertThat(chain.stream().filter(version -> version.inForceOn(on)))
                        .as("versions on %s", on)
                        .hasSizeLessThanOrEqualTo(1);
            }
            for (int k = 1; k < chain.size(); k++) {
                assertThat(chain.get(k - 1).until())
                        .contains(chain.get(k).from().minusDays(1));
            }
        }
    }

    private static void enact(List<PolicyVersion> chain, PolicyVersion next) {
        var checks = new FieldChecks();
        var ending = new Chain(chain).place(next, checks);
        try {
            checks.done();
        } catch (ProblemException e) {
            assertThat(e.errors()).allSatisfy(error -> assertThat(error.field()).isIn("from", "until", "version"));
            return;
        }
        ending.ifPresent(end -> chain.replaceAll(version ->
                version.version().equals(end.version()) ? version.until(Optional.of(end.lastDay())) : version));
        chain.add(next);
        chain.sort(Comparator.comparing(PolicyVersion::from));
    }

    private static PolicyVersion version(int number, int begin, int length) {
        var from = ORIGIN.plusDays(begin);
        return new PolicyVersion(
                230000,
                "trial",
                "v" + number,
                "trial",
                new Text("试", "trial"),
                "d",
                "a",
                from,
                // One in five goes on.
                length % 5 == 0 ? Optional.empty() : Optional.of(from.plusDays(length)),
                GoverningClock.RECEIVED,
                true,
                Exclusivity.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
