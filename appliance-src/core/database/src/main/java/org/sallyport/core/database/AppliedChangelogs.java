package org.sallyport.core.database;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Remembers the digests of the changelogs that were applied, in a table of its own. */
final class AppliedChangelogs {
    private final Queries queries;

    private AppliedChangelogs(Queries queries) {
        this.queries = queries;
    }

    static AppliedChangelogs in(Connection connection) {
        Queries queries = new ConnectionQueries(connection);
        queries.update("create table if not exists applied_changelog (name text primary key, sha256 text not null)");
        return new AppliedChangelogs(queries);
    }

    /** Those that were not applied as they are now. */
    List<String> missing(List<String> changelogs) {
        Map<String, String> known = new HashMap<>();
        queries.query(
                        "select name, sha256 from applied_changelog",
                        row -> Map.entry(row.text("name"), row.text("sha256")))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return changelogs.stream()
                .filter(changelog -> !digest(changelog).equals(known.get(changelog)))
                .toList();
    }

    void add(List<String> changelogs) {
        for (String changelog : changelogs) {
            queries.update("""
                    insert into applied_changelog (name, sha256) values (?, ?)
                    on conflict (name) do update set sha256 = excluded.sha256
                    """, changelog, digest(changelog));
        }
    }

    private static String digest(String changelog) {
        try (InputStream content = AppliedChangelogs.class.getResourceAsStream("/" + changelog)) {
            if (content == null) {
                throw new DatabaseException(
                        "there is no changelog " + changelog, "", new FileNotFoundException(changelog));
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
        } catch (IOException e) {
            throw new DatabaseException("cannot read the changelog " + changelog, "", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
