package org.sallyport.core.settings.sections;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.sallyport.core.settings.model.ProcessSettings;
import org.sallyport.core.settings.schema.SettingsReader;

/** The section {@code process} of the settings file. */
final class ProcessSection {
    /** A socket's path must fit sockaddr_un: 108 bytes with its end. */
    private static final int LONGEST_SOCKET_PATH = 107;

    private ProcessSection() {}

    static ProcessSettings read(SettingsReader in) {
        Path state = in.file("state-directory")
                .describe("Where this system keeps certificates and the last snapshot of its settings.")
                .retired("state", "data-directory", "state-dir")
                .byDefault(Path.of("/var/lib/sallyport"));
        Path keys = in.file("keys-directory")
                .describe(
                        "Where the key of sealed secrets is, for director and manager alike; the state directory by default.")
                .byDefault(state);
        String url = in.text("database-url")
                .describe("Where PostgreSQL is: jdbc:postgresql://host:port/database.")
                .retired("jdbc-url", "database")
                .byDefault("jdbc:postgresql://127.0.0.1:5432/sallyport");
        String user = in.text("database-user")
                .describe("Database role that owns our tables.")
                .byDefault("sallyport");
        Optional<Path> passwordFile = in.file("database-password-file")
                .describe("File that holds the role's password and nothing else.")
                .retired("database-password")
                .optional();
        InetAddress address = in.address("management-address")
                .describe("Address of console and API.")
                .byDefault(InetAddress.ofLiteral("127.0.0.1"));
        int port = in.number("management-port")
                .describe("Port of console and API, HTTPS.")
                .range(1, 65_535)
                .byDefault(8443);
        String host = in.host("management-host")
                .describe("Name under which administrators reach console and API; its certificate bears it.")
                .byDefault("localhost");
        Path socket = in.file("control-socket")
                .describe("Unix socket by which the manager asks the director; below the state directory by default.")
                .byDefault(state.resolve("director.sock"));
        Path hostSocket = in.file("host-socket")
                .describe(
                        "Unix socket by which the manager asks for changes of the machine; nobody answers there but on an"
                                + " appliance.")
                .byDefault(Path.of("/run/sallyport/hostd.sock"));
        in.rule(
                url.startsWith("jdbc:postgresql:") && !url.contains("password="),
                "database-url",
                "It is no URL of a PostgreSQL database, or it holds a password.",
                "Give jdbc:postgresql://host:port/database, and the password in a file.");
        in.rule(
                socket.toAbsolutePath().toString().length() <= LONGEST_SOCKET_PATH,
                "control-socket",
                "The path is too long for a Unix socket.",
                "Give a path of at most " + LONGEST_SOCKET_PATH + " characters, or a shorter state-directory.",
                "state-directory");
        return new ProcessSettings(state, keys, url, user, passwordFile, address, port, host, socket, hostSocket);
    }
}
