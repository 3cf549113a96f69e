package org.longji.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.ZoneId;

/** The clock everything asks: China has one legal time, wherever the server stands. */
@ApplicationScoped
public class Clocks {

    /** Legal time of the country. */
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @Produces
    @Dependent
    Clock clock() {
        return Clock.system(CHINA);
    }
}
