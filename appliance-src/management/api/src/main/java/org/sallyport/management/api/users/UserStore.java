package org.sallyport.management.api.users;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.Queries;
import org.sallyport.core.database.Row;
import org.sallyport.management.api.access.PasswordHash;
import org.sallyport.management.api.access.Role;

/** The accounts in PostgreSQL; the schema is in {@code db/management.sql}. Thread-safe. */
public final class UserStore {
    /** Keeps two administrators from disabling each other at once. */
    private static final String LOCK = "lock table console_user in share row exclusive mode";

    private final Database database;
    private final Clock clock;

    public UserStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public List<User> all() {
        return database.query("select * from console_user order by username", UserStore::user);
    }

    public Optional<User> find(String username) {
        return database.first("select * from console_user where username = ?", UserStore::user, username);
    }

    /** Adds an account whose password is to be changed at first log-in; false when the name is taken. */
    public boolean add(String username, String fullName, Role role, String password) {
        return addHashed(username, fullName, role, PasswordHash.of(password), true);
    }

    /** Adds an account with the hash of a password; false when the name is taken. */
    boolean addHashed(String username, String fullName, Role role, String hash, boolean mustChange) {
        return database.update("""
                        insert into console_user
                            (username, full_name, role, password_hash, password_change_required, created_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """, username, fullName, role, hash, mustChange, clock.instant()) == 1;
    }

    /** What came of a change. */
    public enum Outcome {
        DONE,
        /** The version is not the current one, or the user is gone. */
        CHANGED_MEANWHILE,
        /** Nobody could administrate any more. */
        LAST_ADMINISTRATOR
    }

    /** Changes an account of a version. */
    public Outcome change(User user, String fullName, Role role, boolean disabled) {
        return database.transaction(queries -> {
            queries.update(LOCK);
            boolean stays = role == Role.ADMINISTRATOR && !disabled;
            if (!stays && isLastAdministrator(queries, user.username())) {
                return Outcome.LAST_ADMINISTRATOR;
            }
            int changed = queries.update("""
                    update console_user set full_name = ?, role = ?, disabled = ?, version = version + 1
                    where username = ? and version = ?
                    """, fullName, role, disabled, user.username(), user.version());
            return changed == 1 ? Outcome.DONE : Outcome.CHANGED_MEANWHILE;
        });
    }

    public Outcome delete(String username) {
        return database.transaction(queries -> {
            queries.update(LOCK);
            if (isLastAdministrator(queries, username)) {
                return Outcome.LAST_ADMINISTRATOR;
            }
            int deleted = queries.update("delete from console_user where username = ?", username);
            return deleted == 1 ? Outcome.DONE : Outcome.CHANGED_MEANWHILE;
        });
    }

    /**
     * Replaces all accounts, as part of a transaction.
     *
     * @throws org.sallyport.base.problem.InvalidInputException when none of them could administrate
     */
    public static void replaceAll(Queries transaction, List<User> users) {
        requireAdministrator(users);
        transaction.update(LOCK);
        transaction.update("delete from console_user");
        for (User user : users) {
            transaction.update(
                    """
                    insert into console_user (username, full_name, role, disabled, password_hash,
                        password_change_required, created_at, last_login_at, version)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    user.username(),
                    user.fullName(),
                    user.role(),
                    user.disabled(),
                    user.passwordHash(),
                    user.passwordChangeRequired(),
                    user.createdAt(),
                    user.lastLoginAt(),
                    user.version());
        }
    }

    /** Refuses accounts none of which could administrate. */
    public static void requireAdministrator(List<User> users) {
        if (users.stream().noneMatch(user -> user.role() == Role.ADMINISTRATOR && !user.disabled())) {
            throw new InvalidInputException(new Problem(
                    "users",
                    users.size() + " accounts",
                    "None of them may administrate.",
                    "Give accounts with an administrator that is not disabled."));
        }
    }

    public void setPassword(String username, String password, boolean changeRequired) {
        setHashed(username, PasswordHash.of(password), changeRequired);
    }

    void setHashed(String username, String hash, boolean changeRequired) {
        database.update("""
                update console_user set password_hash = ?, password_change_required = ?, version = version + 1
                where username = ?
                """, hash, changeRequired, username);
    }

    public void loggedIn(String username) {
        database.update("update console_user set last_login_at = ? where username = ?", clock.instant(), username);
    }

    private static boolean isLastAdministrator(Queries queries, String username) {
        List<String> administrators = queries.query(
                "select username from console_user where role = 'ADMINISTRATOR' and not disabled",
                row -> row.text("username"));
        return administrators.equals(List.of(username));
    }

    private static User user(Row row) throws SQLException {
        return new User(
                row.text("username"),
                row.text("full_name"),
                Role.valueOf(row.text("role")),
                row.flag("disabled"),
                row.text("password_hash"),
                row.flag("password_change_required"),
                row.instant("created_at"),
                row.instantOrNull("last_login_at"),
                row.bigInteger("version"));
    }
}
