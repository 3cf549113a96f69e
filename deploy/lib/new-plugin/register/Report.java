package @package@;

import org.longji.plugin.api.register.Field;

/**
 * What is asked when a visit is reported.
 *
 * @param text what came of it
 */
public record Report(
        @Field(zh = "走访情况", en = "Report", multiline = true, maxLength = 2000)
        String text) {}
