package org.longji.shared;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * The database refused a statement. The transaction is lost with it; what a caller may do is translate a broken
 * constraint into a {@link Problem}.
 */
public class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Five characters of the SQL standard: 23505 unique violation, 42501 refused by a wall or a missing grant. */
    public String state() {
        var state = getCause() instanceof SQLException cause ? cause.getSQLState() : null;
        return state == null ? "" : state;
    }

    /** True when the failure is the violation of this constraint or unique index. */
    public boolean violates(String constraint) {
        return constraint.equals(constraint());
    }

    private @Nullable String constraint() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
                return postgres.getServerErrorMessage().getConstraint();
            }
        }
        return null;
    }
}
