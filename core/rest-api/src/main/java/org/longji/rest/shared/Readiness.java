package org.longji.rest.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.Startup;
import org.longji.shared.Transactions;

/** Ready means: every step of the start has ended and the database answers. */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class Readiness implements HealthCheck {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Startup startup;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Transactions transactions;

    @Override
    public HealthCheckResponse call() {
        boolean started = startup.isDone();
        boolean database = started && databaseAnswers();
        return HealthCheckResponse.named("longji")
                .withData("started", started)
                .withData("database", database)
                .status(started && database)
                .build();
    }

    private boolean databaseAnswers() {
        try {
            return transactions.withSettings(
                    Map.of("app.username", ""),
                    em -> Sql.first(em, "select true as up", row -> row.bool("up"))
                            .orElse(false));
        } catch (SqlFailure | IllegalStateException | jakarta.persistence.PersistenceException e) {
            return false;
        }
    }
}
