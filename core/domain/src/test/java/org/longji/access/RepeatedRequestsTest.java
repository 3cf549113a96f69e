package org.longji.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.access.RepeatedRequests.Answer;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TestDatabase;

class RepeatedRequestsTest {

    static final TestDatabase DATABASE = TestDatabase.fresh().withTenants(230100, 230600);

    final RepeatedRequests requests = new RepeatedRequests(DATABASE.transactions());
    final AtomicInteger runs = new AtomicInteger();
    final Caller registrar = caller();
    final Supplier<Answer> work = () -> new Answer(201, "/made/" + runs.incrementAndGet(), "{\"n\":1}");

    @Test
    @DisplayName("the same key and request are carried out once and answered twice")
    void answersAgain() {
        var first = requests.once(registrar, 230100, "key", "body", work);
        var second = requests.once(registrar, 230100, "key", "body", work);
        assertThat(second).isEqualTo(first);
        assertThat(runs).hasValue(1);
    }

    @Test
    @DisplayName("another request under the same key is refused; another person's key is another key")
    void refusesOtherContent() {
        requests.once(registrar, 230100, "key", "body", work);
        assertProblem(Problem.IDEMPOTENCY_KEY_REUSED, () -> requests.once(registrar, 230100, "key", "other", work));
        requests.once(caller(), 230100, "key", "other", work);
        assertThat(runs).hasValue(2);
    }

    @Test
    @DisplayName("ten at once are carried out once, and all get the one answer")
    void tenAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(10);
        var answers = new ArrayList<Future<Answer>>();
        for (int i = 0; i < 10; i++) {
            answers.add(threads.submit(() -> requests.once(registrar, 230100, "key", "body", work)));
        }
        for (var answer : answers) {
            assertThat(answer.get().location()).isEqualTo("/made/1");
        }
        threads.shutdown();
        assertThat(runs).hasValue(1);
    }

    @Test
    @DisplayName("a failed request frees its key")
    void failureFreesTheKey() {
        assertThatThrownBy(() -> requests.once(registrar, 230100, "key", "body", () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(requests.once(registrar, 230100, "key", "body", work).status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("a tenant the caller may not enter is not even asked about keys")
    void foreignTenant() {
        assertProblem(Problem.TENANT_NOT_FOUND, () -> requests.once(registrar, 230600, "key", "body", work));
        assertThat(runs).hasValue(0);
    }

    private static void assertProblem(Problem problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private static Caller caller() {
        return new Caller(
                UUID.randomUUID(),
                "harbin.registrar",
                "登记员",
                "Registrar",
                230100,
                Optional.empty(),
                List.of(new RoleGrant(230100, Role.REGISTRAR)));
    }
}
