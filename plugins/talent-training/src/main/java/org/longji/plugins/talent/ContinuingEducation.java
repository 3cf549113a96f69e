package org.longji.plugins.talent;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.indicator.Direction;
import org.longji.plugin.api.indicator.Indicator;
import org.longji.plugin.api.indicator.Measured;
import org.longji.plugin.api.indicator.Measured.Part;
import org.longji.plugin.api.indicator.Period;
import org.longji.plugin.api.indicator.RollUp;
import org.longji.plugin.api.indicator.Situation;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/**
 * The share of those on the list who have the hours of continuing education of the year together, as their schemes ask (专业技术人员
 * 继续教育规定: 90 hours, two thirds of them professional). Whose scheme asks for none, and who came on the list in the year itself, is
 * left out. Of a province it is all who have them above all who need them, never a mean of prefectures.
 */
@Extension
public final class ContinuingEducation implements Indicator {

    @Override
    public String id() {
        return "continuing-education";
    }

    @Override
    public Words words() {
        return Words.of("继续教育完成率", "Continuing education completed", "Повышение квалификации завершено");
    }

    @Override
    public Words unit() {
        return Words.of("%", "%");
    }

    @Override
    public Direction direction() {
        return Direction.MORE;
    }

    @Override
    public Period period() {
        return Period.YEAR;
    }

    @Override
    public RollUp rollUp() {
        return RollUp.PERCENT;
    }

    @Override
    public int decimals() {
        return 2;
    }

    @Override
    public Measured measure(Situation situation) {
        LocalDate begin = LocalDate.of(situation.year(), 1, 1);
        long owing = 0;
        long done = 0;
        // Narrowed, because one question hands over a thousand rows at most.
        for (Profession profession : Profession.values()) {
            for (Level level : Level.values()) {
                for (Row<Professional> row : situation
                        .rows()
                        .of(Professional.class)
                        .in("LISTED")
                        .with("profession", profession)
                        .with("level", level)
                        .list()) {
                    Professional who = row.record();
                    Optional<Scheme.Continuing> rule = situation
                            .rows()
                            .find(Scheme.class, who.scheme())
                            .flatMap(scheme -> scheme.record().continuing());
                    if (rule.isPresent() && who.listedOn().isBefore(begin)) {
                        owing++;
                        boolean enough = LearningRecords.hours(who.identity(), begin, situation.day(), situation.rows())
                                .satisfy(rule.get());
                        done += enough ? 1 : 0;
                    }
                }
            }
        }
        return new Measured.Ratio(
                Part.of("completed", Words.of("已达标人数", "with all hours", "с полными часами"), done),
                Part.of("owing", Words.of("应达标人数", "who need them", "обязаны пройти"), owing));
    }
}
