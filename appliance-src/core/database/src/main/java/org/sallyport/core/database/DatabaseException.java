package org.sallyport.core.database;

import java.io.Serial;

/** PostgreSQL refused a statement: a defect or a violated constraint, not an outage. */
public class DatabaseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    DatabaseException(String message, String sqlState, Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** The SQLSTATE (PostgreSQL appendix A), such as 23505 for a duplicate key; empty when the server gave none. */
    public String sqlState() {
        return sqlState;
    }
}
