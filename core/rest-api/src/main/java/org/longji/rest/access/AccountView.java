package org.longji.rest.access;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.longji.shared.Caller;
import org.longji.shared.RoleGrant;

/**
 * Who is signed in.
 *
 * @param organization 统一社会信用代码 of the organisation an applicant acts for
 */
@Schema(description = "Who is signed in")
public record AccountView(
        String username,
        String displayName,
        String displayNameEn,
        int tenant,
        @Nullable String organization,
        List<RoleGrant> roles) {

    static AccountView of(Caller caller) {
        return new AccountView(
                caller.username(),
                caller.displayName(),
                caller.displayNameEn(),
                caller.tenant(),
                caller.party().orElse(null),
                caller.roles());
    }
}
