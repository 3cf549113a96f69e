package org.longji.plugin.api;

import org.apiguardian.api.API;

/** The answer of a policy: money with its explanation, a refusal with its reasons, or questions somebody must answer. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Assessment permits Entitled, NotEntitled, NeedsJudgement {}
