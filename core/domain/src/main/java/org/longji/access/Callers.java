package org.longji.access;

import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Row;
import org.longji.shared.Sql;

/** Makes callers from what the database says now; needs a transaction that may see the account. */
final class Callers {

    static final String COLUMNS = "a.id, a.tenant, a.username, a.display_name, a.display_name_en, a.party,"
            + " (select array_agg(g.tenant || ':' || g.role order by g.tenant, g.role) from role_grant g"
            + " where g.account_id = a.id) as grants";

    private Callers() {}

    static Caller of(EntityManager em, UUID account) {
        return Sql.first(em, "select " + COLUMNS + " from account a where a.id = ?", Callers::read, account)
                .orElseThrow(() -> new IllegalStateException("The account is not visible to this transaction"));
    }

    static Caller read(Row row) {
        var roles = row.texts("grants").stream().map(Callers::grant).toList();
        return new Caller(
                row.uuid("id"),
                row.text("username"),
                row.text("display_name"),
                row.text("display_name_en"),
                row.integer("tenant"),
                row.optionalText("party"),
                roles);
    }

    static RoleGrant grant(String text) {
        int colon = text.indexOf(':');
        return new RoleGrant(Integer.parseInt(text.substring(0, colon)), Role.valueOf(text.substring(colon + 1)));
    }
}
