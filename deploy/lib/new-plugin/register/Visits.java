package @package@;

import java.util.Optional;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Visits to enterprises: planned, then reported within ten working days (示例). */
@Extension
public final class Visits implements Register<Visit> {

    private static final int WORKING_DAYS_TO_REPORT = 10;

    @Override
    public RegisterDefinition<Visit> definition() {
        return RegisterDefinition.of("visit", Words.of("走访（示例）", "Visits (sample)"), Visit.class)
                .states(
                        State.of("PLANNED", Words.of("计划", "planned")).revisedBy(UserRole.REGISTRAR),
                        State.ending("DONE", Words.of("已走访", "done")))
                .createdBy(UserRole.REGISTRAR)
                .titledBy("place")
                .columns("place", "day")
                .step(Step.<Visit>transition("report", Words.of("提交走访情况", "Report"))
                        .asking(Report.class)
                        .from("PLANNED")
                        .to("DONE")
                        .by(UserRole.REGISTRAR)
                        .within(WORKING_DAYS_TO_REPORT)
                        .when((visit, context) -> Obstacle.unless(
                                !context.today().isBefore(visit.day()),
                                "TOO_EARLY",
                                "走访日期未到。",
                                "The day has not come."))
                        .then((visit, report, context) ->
                                new Visit(visit.place(), visit.day(), Optional.of(report.text()))))
                .build();
    }
}
