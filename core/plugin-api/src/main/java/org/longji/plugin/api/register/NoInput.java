package org.longji.plugin.api.register;

import org.apiguardian.api.API;

/** Input of a step that asks for nothing. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NoInput() {}
