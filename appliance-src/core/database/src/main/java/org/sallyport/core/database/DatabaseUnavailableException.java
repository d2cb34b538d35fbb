package org.sallyport.core.database;

import java.io.Serial;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** PostgreSQL cannot be reached now; what was asked was not done, or its outcome is unknown. */
public final class DatabaseUnavailableException extends DatabaseException {
    @Serial
    private static final long serialVersionUID = 1L;

    DatabaseUnavailableException(String message, String sqlState, Throwable cause) {
        super(message, sqlState, cause);
    }

    /** The right exception for what JDBC threw. */
    static DatabaseException of(String what, SQLException cause) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        String message = what + ": " + cause.getMessage();
        return isOutage(cause, state)
                ? new DatabaseUnavailableException(message, state, cause)
                : new DatabaseException(message, state, cause);
    }

    /** Class 08: connection; 53: resources, such as no free connection; 57P0x: the server shuts down or starts. */
    private static boolean isOutage(SQLException cause, String state) {
        return cause instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P0");
    }
}
