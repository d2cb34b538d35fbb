package org.sallyport.testing.postgres;

/**
 * What a client needs to reach a database.
 *
 * @param jdbcUrl without user and password
 * @param user database role, owner of the database
 * @param password the role's
 */
public record DatabaseAccess(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
