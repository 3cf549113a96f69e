package org.longji.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.document.SampleLine.ledger;
import static org.longji.document.SampleLine.line;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.longji.job.Job;
import org.longji.job.JobStatus;
import org.longji.job.Jobs;
import org.longji.shared.Problem;
import org.longji.shared.TenantScope;

/** What a killed process leaves behind, what a cancelled job leaves undone, and that a ledger counts once. */
class ImportRecoveryTest {

    private static final LedgerHouse PROPERTIES = new LedgerHouse(230103, 230600);

    private final LedgerHouse house = PROPERTIES;

    /** Orders an import that no thread takes up, as if the process had died. */
    private Job abandoned(String ledger) {
        var uploads = house.uploads;
        var idle = Jobs.of(
                house.transactions, task -> {}, List.of(ImportWork.of(house.transactions, uploads, house.chains)));
        return new Imports(house.transactions, idle, uploads)
                .order(
                        LedgerHouse.administratorOf(LedgerHouse.PROVINCE),
                        LedgerHouse.PROVINCE,
                        new ByteArrayInputStream(ledger.getBytes(StandardCharsets.UTF_8)),
                        "a.csv",
                        ImportMode.ALL_OR_NOTHING);
    }

    @Test
    void anInterruptedImportStartsAgainWhileItsFileIsThere() {
        var queued = abandoned(ledger(line().with(LedgerColumn.SIGNED_ON, "2017-01-02")));
        var running = abandoned(ledger(line().with(LedgerColumn.SIGNED_ON, "2017-01-03")));
        var lost = abandoned(ledger(line().with(LedgerColumn.SIGNED_ON, "2017-01-04")));
        house.database.asOwner(
                "update job set status = 'RUNNING', started_at = now() where id = '" + running.id() + "'");
        house.uploads.remove(lost.id());

        assertThat(house.jobs.takeUpAgain()).isEqualTo(2);

        assertThat(house.finished(queued).counts()).containsEntry("created", 1L);
        assertThat(house.finished(running).counts()).containsEntry("created", 1L);
        assertThat(house.finished(lost).status()).isEqualTo(JobStatus.FAILED);
        assertThat(house.finished(lost).problem().orElseThrow().problem()).isEqualTo(Problem.JOB_INTERRUPTED);
    }

    @Test
    void aCancelledImportWritesNothing() {
        var job = abandoned(ledger(line().with(LedgerColumn.SIGNED_ON, "2017-02-02")));
        var cancelled = house.jobs.cancel(TenantScope.exactly(LedgerHouse.PROVINCE), job.id());
        assertThat(cancelled.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(house.jobs.takeUpAgain()).isZero();
        assertThat(house.count("select count(*) from contract where signed_on = '2017-02-02'"))
                .isZero();
        var ended = house.importing(
                LedgerHouse.PROVINCE,
                ledger(line().with(LedgerColumn.SIGNED_ON, "2017-02-03")),
                ImportMode.ALL_OR_NOTHING);
        assertThat(house.jobs
                        .cancel(TenantScope.exactly(LedgerHouse.PROVINCE), ended.id())
                        .status())
                .isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void jobsAreListedNewestFirstAndInsideTheWallsOnly() {
        var first = house.importing(
                230600, ledger(line().with(LedgerColumn.SIGNED_ON, "2017-03-02")), ImportMode.GOOD_ROWS);
        var second = house.importing(
                230600, ledger(line().with(LedgerColumn.SIGNED_ON, "2017-03-03")), ImportMode.GOOD_ROWS);
        var scope = TenantScope.exactly(230600);
        assertThat(house.jobs.list(scope, Optional.empty(), 1))
                .extracting(Job::id)
                .containsExactly(second.id());
        var after = Optional.of(new Job.Position(second.createdAt(), second.id()));
        assertThat(house.jobs.list(scope, after, 1)).extracting(Job::id).containsExactly(first.id());
        assertThat(house.jobs.list(TenantScope.subtree(230100), Optional.empty(), 50))
                .extracting(Job::id)
                .doesNotContain(first.id(), second.id());
    }

    @Property(tries = 25)
    void anyLedgerImportedTwiceEqualsOnce(@ForAll("ledgers") List<SampleLine> lines, @ForAll ImportMode mode) {
        // Every try has contracts of its own, because the house is shared by all of them.
        var project = UUID.randomUUID().toString();
        var provider = SampleLine.code("12230100%09d".formatted(Math.floorMod(project.hashCode(), 1_000_000_000)));
        var ledger = ledger(lines.stream()
                .map(line ->
                        line.with(LedgerColumn.PROVIDER_CREDIT_CODE, provider).with(LedgerColumn.PROJECT_KEY, project))
                .toList());
        PROPERTIES.importing(LedgerHouse.PROVINCE, ledger, mode);
        var once = PROPERTIES.everything();
        var again = PROPERTIES.importing(LedgerHouse.PROVINCE, ledger, mode);
        assertThat(PROPERTIES.everything()).isEqualTo(once);
        assertThat(again.counts()).containsEntry("created", 0L);
    }

    @Provide
    Arbitrary<List<SampleLine>> ledgers() {
        var day = Arbitraries.integers().between(1, 28).map(d -> "2019-01-" + d);
        var received = Arbitraries.of("", "1", "250000.50", "600000", "-1", "abc");
        var lines = Combinators.combine(
                        day,
                        Arbitraries.of("230000", "230103", "230600", "220000"),
                        Arbitraries.of("", "2019-02-28", "2019-03-01"),
                        Arbitraries.of("", "卖方", "买方"),
                        Arbitraries.of("", "1", "2"),
                        day,
                        received,
                        Arbitraries.integers().between(1, 400))
                .as((signed, tenant, registered, side, sequence, on, amount, wan) -> line().with(
                                LedgerColumn.SIGNED_ON, signed)
                        .with(LedgerColumn.TENANT, tenant)
                        .with(LedgerColumn.REGISTERED_ON, registered)
                        .with(LedgerColumn.ELECTED_SIDE, side)
                        .with(LedgerColumn.CONTRACT_AMOUNT, (1_000_000 + wan % 3) + ".00")
                        .received(sequence, amount.isEmpty() ? "" : on, amount));
        return lines.list().ofMinSize(1).ofMaxSize(12).map(ArrayList::new);
    }
}
