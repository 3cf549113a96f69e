package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
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

/**
 * Brokers trained up to a day: whoever holds a certificate of a broker that was issued and not revoked, each person once in the whole
 * province, however many certificates of whatever prefectures. The plan wants 600 by 2020 (黑政发〔2017〕16号 一(二)7).
 */
@Extension
public final class BrokersTrained implements Indicator {

    /** Before any certificate. */
    private static final LocalDate FIRST = LocalDate.of(1949, 10, 1);

    /** The province of the plan. */
    private static final int PROVINCE = 230000;

    private static final Target PLAN = new Target(
            PROVINCE, 2020, new BigDecimal("600"), LegalBasis.of("黑政发〔2017〕16号", "一(二)7", "黑龙江省技术转移体系建设实施方案"));

    @Override
    public String id() {
        return "brokers-trained";
    }

    @Override
    public Words words() {
        return Words.of("培训技术经纪人（一人一次）", "Brokers trained, each once", "Обучено брокеров, каждый один раз");
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
        return List.of(PLAN);
    }

    @Override
    public Measured measure(Situation situation) {
        List<Measured.Group> levels = new ArrayList<>();
        for (Level level : Level.values()) {
            levels.add(new Measured.Group(
                    level.code(),
                    level.words(),
                    situation
                            .rows()
                            .of(Certificate.class)
                            .in("ISSUED")
                            .with("profession", Profession.BROKER)
                            .with("level", level)
                            .between("issuedOn", FIRST, situation.day())
                            .distinct("identity")));
        }
        return Measured.once(levels);
    }
}
