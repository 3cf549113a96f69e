package org.longji.plugin.api;

import org.apiguardian.api.API;

/**
 * The answer of a policy: money with its explanation, a refusal with its reasons, questions somebody must answer, or, from a
 * check, that all is in order.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Assessment permits Entitled, NotEntitled, NeedsJudgement, Passed {}
