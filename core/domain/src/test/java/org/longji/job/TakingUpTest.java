package org.longji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

@DisplayName("What a node leaves behind is taken up by one other, once it is gone, and by nobody before")
class TakingUpTest {

    private static final int HARBIN = 230100;

    private final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN);
    private final Transactions transactions = database.transactions();
    private final List<Runnable> onA = new ArrayList<>();
    private final List<Runnable> onB = new ArrayList<>();
    private final List<JobContext> ran = new ArrayList<>();
    private boolean within = true;
    private final JobWork work = new JobWork() {
        @Override
        public JobKind kind() {
            return JobKind.ASSESSMENT;
        }

        @Override
        public boolean canStartAgain(JobContext context) {
            return within;
        }

        @Override
        public Map<String, Long> run(JobContext context) {
            ran.add(context);
            return Map.of("attempt", (long) context.attempt());
        }
    };
    private final Jobs a = Jobs.of(transactions, onA::add, List.of(work), "a");
    private final Jobs b = Jobs.of(transactions, onB::add, List.of(work), "b");
    private final Jobs c = Jobs.of(transactions, onB::add, List.of(work), "c");

    @AfterEach
    void nobodyIsLeft() {
        database.asOwner("delete from job");
        database.asOwner("delete from node");
    }

    private UUID ordered() {
        return a.submit(new JobOrder(
                HARBIN,
                JobKind.ASSESSMENT,
                new Caller(
                        new UUID(0, 1),
                        "it",
                        "管理员",
                        "Administrator",
                        HARBIN,
                        Optional.empty(),
                        List.of(new RoleGrant(HARBIN, Role.ADMINISTRATOR))),
                TenantScope.exactly(HARBIN),
                Map.of()));
    }

    private void seen(String node, int secondsAgo) {
        database.asOwner("insert into node values ('" + node + "', '" + node + "', now(), now() - interval '"
                + secondsAgo + " seconds') on conflict (id) do update set seen_at = excluded.seen_at");
    }

    private Job job(UUID id) {
        return b.get(TenantScope.exactly(HARBIN), id);
    }

    @Test
    @DisplayName("one that is there keeps its job; of several that see it gone, one takes it")
    void oneTakesIt() {
        var id = ordered();
        seen("a", 1);
        assertThat(b.takeUpFromOthers()).isZero();
        assertThat(b.takeUpAgain()).isZero();

        seen("a", 60);
        assertThat(a.takeUpFromOthers()).as("it is its own").isZero();
        assertThat(b.takeUpFromOthers()).isEqualTo(1);
        seen("b", 0);
        assertThat(c.takeUpFromOthers()).isZero();

        onB.forEach(Runnable::run);
        assertThat(job(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job(id).counts()).containsEntry("attempt", 2L);
    }

    @Test
    @DisplayName("one that was only asleep finds its attempt over: nothing it does counts")
    void asleep() {
        var id = ordered();
        database.asOwner("update job set status = 'RUNNING', started_at = now()");
        var slept = new JobContext(transactions, id, ran(id), 1);
        seen("a", 60);
        assertThat(b.takeUpFromOthers()).isEqualTo(1);
        onB.forEach(Runnable::run);

        slept.progress(5, 10);
        assertThat(slept.cancelled()).isTrue();
        assertThatThrownBy(() -> transactions.within(TenantScope.exactly(HARBIN), em -> {
                    slept.succeedWithin(em, Map.of("wrong", 1L));
                    return true;
                }))
                .isInstanceOf(JobCancelledException.class);
        onA.forEach(Runnable::run);
        assertThat(ran)
                .as("the order that still lay at the first begins nothing")
                .hasSize(1);
        assertThat(job(id).counts()).containsExactly(Map.entry("attempt", 2L));
    }

    private static JobOrder ran(UUID id) {
        return new JobOrder(
                HARBIN,
                JobKind.ASSESSMENT,
                new Caller(id, "it", "管理员", "Administrator", HARBIN, Optional.empty(), List.of()),
                TenantScope.exactly(HARBIN),
                Map.of());
    }

    @Test
    @DisplayName("what cannot start elsewhere is reported as interrupted")
    void reported() {
        var id = ordered();
        within = false;
        assertThat(b.takeUpFromOthers()).isZero();
        assertThat(job(id).status()).isEqualTo(JobStatus.FAILED);
        assertThat(job(id).problem().orElseThrow().problem()).isEqualTo(Problem.JOB_INTERRUPTED);
    }
}
