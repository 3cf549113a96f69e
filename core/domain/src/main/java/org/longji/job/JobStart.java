package org.longji.job;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.longji.shared.StartupStep;

/** Takes up again what a killed process left behind, before anything new is ordered. */
@Dependent
class JobStart implements StartupStep {

    private final Jobs jobs;

    @Inject
    JobStart(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        jobs.takeUpAgain();
    }
}
