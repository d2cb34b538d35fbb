package org.sallyport.apps.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseAddress;
import org.sallyport.testing.postgres.DatabaseAccess;
import org.sallyport.testing.postgres.EmbeddedPostgres;

/** A database at each position that its changelogs ever had migrates to the newest, with its rows. */
class DatabaseMigrationTest {
    private static final String OURS = """
            from information_schema.columns
            where table_schema = 'public' and table_name not in ('databasechangelog', 'databasechangeloglock', 'applied_changelog')
            """;

    /** What Liquibase is told; its analytics would hold up the end of this process. */
    private static final Map<String, Object> QUIET =
            Map.of("liquibase.analytics.enabled", false, Scope.Attr.ui.name(), new LoggerUIService());

    /** So many changesets of a changelog were applied; of those before it all, of those after it none. */
    private record Position(String changelog, int changesets) {}

    @TestFactory
    List<DynamicTest> migratesFromEveryPositionWithItsRows() throws Exception {
        Map<String, List<String>> newest = newest();
        return positions().stream()
                .map(position -> DynamicTest.dynamicTest(position.toString(), () -> migrates(position, newest)))
                .toList();
    }

    private static List<Position> positions() throws Exception {
        List<Position> positions = new ArrayList<>();
        DatabaseAccess access = EmbeddedPostgres.shared().createDatabase();
        try (Connection connection = connect(access)) {
            for (String changelog : Manager.CHANGELOGS) {
                int changesets = Scope.child(
                        QUIET,
                        () -> liquibase(connection, changelog)
                                .listUnrunChangeSets(new Contexts(), new LabelExpression())
                                .size());
                assertThat(changesets).as(changelog).isPositive();
                for (int i = 0; i < changesets; i++) {
                    positions.add(new Position(changelog, i));
                }
            }
        }
        positions.add(new Position(Manager.CHANGELOGS.getLast(), Integer.MAX_VALUE));
        return positions;
    }

    private static void migrates(Position position, Map<String, List<String>> newest) throws Exception {
        DatabaseAccess access = EmbeddedPostgres.shared().createDatabase();
        try (Connection connection = connect(access)) {
            for (String changelog : Manager.CHANGELOGS) {
                boolean isLast = changelog.equals(position.changelog);
                int count = isLast ? position.changesets : Integer.MAX_VALUE;
                if (count > 0) {
                    Scope.child(
                            QUIET,
                            () -> liquibase(connection, changelog)
                                    .update(count, new Contexts(), new LabelExpression()));
                }
                if (isLast) {
                    break;
                }
            }
        }
        try (Database old = database(access, List.of())) {
            Map<String, List<String>> columns = columns(old);
            columns.keySet().forEach(table -> fill(old, table));
            Map<String, List<String>> before = rows(old, columns);
            assertThat(before.values()).allSatisfy(rows -> assertThat(rows).hasSize(1));
            try (Database migrated = database(access, Manager.CHANGELOGS)) {
                migrated.migrate();
                assertThat(rows(migrated, columns)).isEqualTo(before);
                assertThat(columns(migrated)).isEqualTo(newest);
            }
        }
    }

    private static Map<String, List<String>> newest() {
        try (Database fresh = database(EmbeddedPostgres.shared().createDatabase(), Manager.CHANGELOGS)) {
            fresh.migrate();
            return columns(fresh);
        }
    }

    private static Connection connect(DatabaseAccess access) throws Exception {
        return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
    }

    private static Database database(DatabaseAccess access, List<String> changelogs) {
        return new Database(new DatabaseAddress(access.jdbcUrl(), access.user(), access.password()), changelogs);
    }

    private static Liquibase liquibase(Connection connection, String changelog) throws Exception {
        Liquibase liquibase = new Liquibase(
                changelog,
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        return liquibase;
    }

    /** The names of the columns of each table. */
    private static Map<String, List<String>> columns(Database database) {
        return database
                .query(
                        "select table_name, column_name " + OURS + " order by 1, 2",
                        row -> Map.entry(row.text("table_name"), row.text("column_name")))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** One row, with something in each column. */
    private static void fill(Database database, String table) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        database.query(
                        "select column_name, data_type " + OURS + " and table_name = ? and is_identity = 'NO'",
                        row -> Map.entry(row.text("column_name"), value(row.text("data_type"))),
                        table)
                .forEach(column -> {
                    names.add(column.getKey());
                    values.add(column.getValue());
                });
        database.update("insert into " + table + " (\"" + String.join("\", \"", names) + "\") values ("
                + String.join(", ", values) + ")");
    }

    private static String value(String type) {
        return switch (type) {
            case "text" -> "'some text'";
            case "bigint", "integer" -> "1";
            case "boolean" -> "true";
            case "jsonb" -> "'{\"some\": [\"JSON\"]}'";
            case "timestamp with time zone" -> "'2026-03-01T10:00:00Z'";
            default -> throw new AssertionError("say here what a column of type " + type + " may hold");
        };
    }

    /** What the columns of each table hold. */
    private static Map<String, List<String>> rows(Database database, Map<String, List<String>> columns) {
        Map<String, List<String>> rows = new HashMap<>();
        columns.forEach((table, names) -> rows.put(
                table,
                database.query(
                        "select row(\"" + String.join("\", \"", names) + "\")::text as line from " + table,
                        row -> row.text("line"))));
        return rows;
    }
}
