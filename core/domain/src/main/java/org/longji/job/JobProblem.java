package org.longji.job;

import java.util.Map;
import org.longji.shared.Problem;

/**
 * Why a job failed: an entry of the catalogue and the values its text speaks of, so that every reader gets it in the own
 * language.
 */
public record JobProblem(Problem problem, Map<String, String> parameters) {

    public JobProblem {
        parameters = Map.copyOf(parameters);
    }
}
