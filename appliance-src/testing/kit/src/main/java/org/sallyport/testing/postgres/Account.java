package org.sallyport.testing.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whom the server runs as: whoever runs this JVM, or an unprivileged account when that is root.
 *
 * <p>Root drops to the account by {@code setpriv}: user, group and all supplementary groups change, capabilities go with
 * them, and no-new-privileges closes the way back. A bare user namespace ({@code unshare -U}) would not do: PostgreSQL
 * starts in one, but its processes keep root's rights as owner of root's files; seen on Linux 6.18, where such a process
 * without any capability still read {@code /etc/shadow} and created a file in {@code /etc}.
 *
 * @param startedByRoot whether this JVM is root's
 * @param uid numeric user of the server
 * @param gid numeric group of the server
 * @param name for messages
 */
record Account(boolean startedByRoot, int uid, int gid, String name) {
    private static final Path ACCOUNTS = Path.of("/etc/passwd");

    /**
     * The account for this JVM.
     *
     * @throws IOException when root has no account to drop to
     */
    static Account choose() throws IOException {
        int uid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (uid != 0) {
            return new Account(false, uid, (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid"), "you");
        }
        List<String> accounts = Files.readAllLines(ACCOUNTS);
        return named(accounts, "postgres")
                .or(() -> named(accounts, "nobody"))
                .orElseThrow(() -> new IOException("PostgreSQL does not run as root, and there is neither an account"
                        + " 'postgres' nor 'nobody' to run it as. Add one: useradd --system postgres"));
    }

    private static Optional<Account> named(List<String> accounts, String name) {
        return accounts.stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 4 && fields[0].equals(name))
                .map(fields -> new Account(true, Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), name))
                .findFirst();
    }

    /** What goes before a command so that it runs as this account and is interrupted when the starting thread ends. */
    List<String> prefix() {
        if (!startedByRoot) {
            return List.of("setpriv", "--no-new-privs", "--pdeathsig", "INT", "--");
        }
        return List.of(
                "setpriv",
                "--reuid=" + uid,
                "--regid=" + gid,
                "--clear-groups",
                "--inh-caps=-all",
                "--no-new-privs",
                "--pdeathsig",
                "INT",
                "--");
    }

    /** Hands a file or directory to this account. */
    void own(Path path) throws IOException {
        if (startedByRoot) {
            Files.setAttribute(path, "unix:gid", gid);
            Files.setAttribute(path, "unix:uid", uid);
        }
    }
}
