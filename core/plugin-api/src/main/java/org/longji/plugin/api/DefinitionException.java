package org.longji.plugin.api;

import java.util.List;
import org.apiguardian.api.API;

/** A definition that cannot be compiled, with everything that is wrong with it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class DefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** @param findings what is wrong, at least one */
    public DefinitionException(List<Finding> findings) {
        super(findings.get(0).pointer() + ": " + findings.get(0).message().en());
        this.findings = List.copyOf(findings);
    }

    /** {@return what is wrong} */
    public List<Finding> findings() {
        return findings;
    }
}
