package org.longji.plugin.api;

import org.apiguardian.api.API;

/** A tenant's value does not fit the parameter it is meant for; the message names the parameter, the value and the remedy. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    public ParameterException(String parameter, String problem) {
        super("parameter " + parameter + ": " + problem);
        this.parameter = parameter;
    }

    /** {@return the name of the parameter in question} */
    public String parameter() {
        return parameter;
    }
}
