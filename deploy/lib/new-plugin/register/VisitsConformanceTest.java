package @package@;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.testkit.RegisterConformance;

@DisplayName("@name@")
class VisitsConformanceTest extends RegisterConformance<Visit> {

    @Override
    protected Register<Visit> register() {
        return new Visits();
    }

    @Override
    protected List<Visit> samples() {
        return List.of(new Visit("示例企业", LocalDate.of(2026, 4, 1), Optional.empty()));
    }

    @Override
    protected List<Report> inputs(String step) {
        return List.of(new Report("示例"));
    }
}
