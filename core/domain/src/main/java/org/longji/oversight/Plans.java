package org.longji.oversight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;

/** The plans that lie in tenants-config. They are published documents: whoever reads policies reads what they rest on. */
@Dependent
public class Plans {

    private static final int DEEP = 6;

    private final Optional<Path> directory;

    @Inject
    Plans(@ConfigProperty(name = "longji.tenants.dir") Optional<String> directory) {
        this.directory = directory.map(Path::of);
    }

    /** The plan that holds at a tenant: its own, or that of the nearest one above it. */
    public Plan of(Caller caller, int tenant) {
        caller.scope(tenant, Capability.POLICY_READ);
        if (directory.isEmpty()) {
            throw none(tenant);
        }
        try (var files = Files.walk(directory.get(), DEEP)) {
            return files.filter(file -> file.endsWith(Path.of("plan", "traceability.json")))
                    .map(Plans::read)
                    .filter(file -> TenantScope.subtree(file.tenant()).contains(tenant))
                    .max(Comparator.comparing(PlanFile::tenant))
                    .map(PlanFile::plan)
                    .orElseThrow(() -> none(tenant));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A plan as it lies there.
     *
     * @param tenant whose plan it is
     */
    private record PlanFile(int tenant, Plan plan) {}

    private static PlanFile read(Path file) {
        try {
            var tree = Json.read(Files.readString(file), ObjectNode.class);
            var tenant = tree.remove("tenant").intValue();
            return new PlanFile(tenant, Json.mapper().treeToValue(tree, Plan.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException none(int tenant) {
        return new ProblemException(Problem.NOT_FOUND, Map.of("what", tenant));
    }
}
