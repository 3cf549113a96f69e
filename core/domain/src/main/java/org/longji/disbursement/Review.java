package org.longji.disbursement;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.shared.FieldChecks;

/**
 * What an officer says of claimed items.
 *
 * @param items which; all that were claimed and wait for nothing where it is left out
 * @param passes whether they pass
 * @param reason why not; needed where they do not
 */
public record Review(
        @Nullable List<UUID> items,
        @Nullable Boolean passes,
        @Nullable String reason) {

    void check() {
        var checks = new FieldChecks().present(passes, "passes").atMost(reason, 2000, "reason");
        if (Boolean.FALSE.equals(passes)) {
            checks.present(reason, "reason").present(items, "items");
        }
        checks.done();
    }
}
