package org.longji.plugin.testkit.example;

import java.math.BigDecimal;
import java.util.List;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.indicator.Direction;
import org.longji.plugin.api.indicator.Indicator;
import org.longji.plugin.api.indicator.Measured;
import org.longji.plugin.api.indicator.Period;
import org.longji.plugin.api.indicator.RollUp;
import org.longji.plugin.api.indicator.Situation;
import org.longji.plugin.api.indicator.Target;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Counts who holds a certificate, each person once (示例). */
@Extension
public final class PersonsCertified implements Indicator {

    private static final LegalBasis PLAN = LegalBasis.of("示例文件", "示例条");

    @Override
    public String id() {
        return "persons-certified";
    }

    @Override
    public Words words() {
        return Words.of("持证人数（示例）", "Persons certified (sample)", "Человек с удостоверением (образец)");
    }

    @Override
    public Words unit() {
        return Words.of("人", "persons", "чел.");
    }

    @Override
    public Direction direction() {
        return Direction.MORE;
    }

    @Override
    public Period period() {
        return Period.DAY;
    }

    @Override
    public RollUp rollUp() {
        return RollUp.DISTINCT;
    }

    @Override
    public int decimals() {
        return 0;
    }

    @Override
    public List<Target> targets() {
        return List.of(
                new Target(230000, 2026, new BigDecimal("2"), PLAN),
                new Target(230100, 2026, new BigDecimal("3"), PLAN));
    }

    @Override
    public Measured measure(Situation situation) {
        return new Measured.Once(
                situation.rows().of(Certificate.class).in("ISSUED").distinct("identity"), List.of());
    }
}
