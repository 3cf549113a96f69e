package org.longji.plugin.api.indicator;

import org.apiguardian.api.API;

/** What a value is about. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Period {
    /** How things stand at the end of the day (时点): everything up to it. */
    DAY,
    /** What came about in the calendar year of the day, up to that day (年度累计). */
    YEAR
}
