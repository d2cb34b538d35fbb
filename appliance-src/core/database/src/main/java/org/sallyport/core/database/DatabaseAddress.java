package org.sallyport.core.database;

/**
 * Where PostgreSQL is and who asks.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, without user and password
 * @param user database role, owner of our tables
 * @param password the role's
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
