package org.longji.job;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/** The server's managed threads: they carry the naming context, which JTA and the data source need. */
@ApplicationScoped
class ContainerJobRunner implements JobRunner {

    @Resource
    ManagedExecutorService executor;

    @Override
    public void run(Runnable task) {
        executor.execute(task);
    }
}
