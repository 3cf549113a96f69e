package @package@;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.register.Field;

/**
 * A visit to an enterprise (走访, 示例).
 *
 * @param place who was visited
 * @param day on which day
 * @param report what came of it; written when the visit is over
 */
public record Visit(
        @Field(zh = "走访对象", en = "Place", searchable = true)
        String place,

        @Field(zh = "走访日期", en = "Day") LocalDate day,

        @Field(zh = "走访情况", en = "Report", multiline = true, setBySteps = true)
        Optional<String> report) {}
