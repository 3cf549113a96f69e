package org.longji.access;

import java.util.List;
import java.util.Optional;
import org.longji.shared.RoleGrant;

/**
 * What an administrator says of an account to be made.
 *
 * @param party 统一社会信用代码 of the organisation an applicant acts for; empty for officers
 */
public record NewAccount(
        String username,
        String displayName,
        String displayNameEn,
        String password,
        Optional<String> party,
        List<RoleGrant> roles) {

    /** Never shows the password, wherever the record is printed. */
    @Override
    public String toString() {
        return "NewAccount[" + username + "]";
    }
}
