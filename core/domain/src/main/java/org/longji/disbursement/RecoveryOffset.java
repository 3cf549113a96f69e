package org.longji.disbursement;

import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Row;

/**
 * An item a debt can be set off against.
 *
 * @param payable what the bank would pay of it
 */
public record RecoveryOffset(UUID item, String number, String subject, Text roundTitle, Money payable) {

    static RecoveryOffset of(Row row) {
        return new RecoveryOffset(
                row.uuid("id"),
                row.text("number"),
                row.text("subject"),
                new Text(row.text("title_zh"), row.text("title_en")),
                row.money("payable"));
    }
}
