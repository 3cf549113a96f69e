package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** The checks before money, on fraud of each kind put into honest business. */
class ChecksTest {

    private static final int EACH = 6;

    private final RoundHouse house = new RoundHouse();

    @Test
    @DisplayName("every kind of fraud that is not disguised is found; what is disguised is not")
    void found() {
        var fraud = new SeededFraud(house, 500, EACH);
        fraud.make();
        var outcome = fraud.check();
        for (var kind : Finding.Kind.values()) {
            assertThat(outcome.seeded()).as(kind.name()).containsEntry(kind, EACH);
            // Every third is disguised so that its check cannot see it: two of six.
            assertThat(outcome.found()).as(kind.name()).containsEntry(kind, 4);
        }
        assertThat(outcome.all(outcome.falseAlarms())).isLessThan(5);
    }

    @Test
    @DisplayName("awards at the cap are no finding where the contracts differ, or lie half a year apart")
    void atTheCap() {
        var differing = new SeededFraud(house, 1, EACH);
        differing.make();
        house.database.asOwner(
                "update contract c set contract_amount = c.contract_amount * (1 + 0.2 * (m.n % 10)), declared_technology_amount = c.contract_amount * (1 + 0.2 * (m.n % 10))"
                        + " from made m where c.id = md5('contract' || m.n)::uuid and m.fraud = 'AT_THE_CAP' and m.fraud_no = 1",
                "update contract c set signed_on = c.signed_on + 180 * (m.n % 10)::int"
                        + " from made m where c.id = md5('contract' || m.n)::uuid and m.fraud = 'AT_THE_CAP' and m.fraud_no = 2");
        // Of the four that are not disguised, two are left.
        assertThat(differing.check().found()).containsEntry(Finding.Kind.AT_THE_CAP, 2);
    }

    @Test
    @DisplayName("an item with an open finding waits; confirmed it is excluded, cleared it goes on")
    void decided() {
        new SeededFraud(house, 20, 3).make();
        house.appropriate("900000000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.allAgree(round);
        house.rounds.endAnswers(house.reviewer, RoundHouse.HARBIN, round);
        house.rounds.review(house.reviewer, RoundHouse.HARBIN, round, new Review(null, true, null));
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> house.rounds.publish(house.reviewer, RoundHouse.HARBIN, round))
                        .problem())
                .isEqualTo(Problem.REVIEW_UNFINISHED);
        var findings = house.checks
                .list(house.reviewer, RoundHouse.HARBIN, round, Finding.Kind.RELATED, null, 100)
                .items();
        var confirmed = findings.get(0);
        var cleared = findings.get(1);
        house.checks.decide(
                house.reviewer, RoundHouse.HARBIN, round, confirmed.id(), new Finding.Verdict(true, "同一法定代表人"));
        house.checks.decide(
                house.reviewer, RoundHouse.HARBIN, round, cleared.id(), new Finding.Verdict(false, "同名不同人，已核对证件"));
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> house.checks.decide(
                                        house.reviewer,
                                        RoundHouse.HARBIN,
                                        round,
                                        confirmed.id(),
                                        new Finding.Verdict(false, "改判")))
                        .problem())
                .isEqualTo(Problem.FINDING_DECIDED);
        var items = house.items(round);
        assertThat(items)
                .filteredOn(item -> item.id().equals(confirmed.item()))
                .allSatisfy(item -> assertThat(item.status()).isEqualTo(ItemStatus.EXCLUDED));
        assertThat(items)
                .filteredOn(item -> item.id().equals(cleared.item()))
                .allSatisfy(item -> assertThat(item.hold()).isNull());
        // Looked at again, nothing is found twice, and what was decided stays.
        assertThat(house.checks.run(house.reviewer, RoundHouse.HARBIN, round)).isZero();
    }
}
