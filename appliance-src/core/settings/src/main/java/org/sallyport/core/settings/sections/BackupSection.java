package org.sallyport.core.settings.sections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.BackupPlan;
import org.sallyport.core.settings.model.BackupPlan.BackupTarget;
import org.sallyport.core.settings.schema.SettingsReader;
import org.sallyport.core.settings.schema.ValueType;

/** The section {@code backup} of {@code management}. */
final class BackupSection {
    private static final Set<String> SCHEMES = Set.of("sftp", "https");
    private static final String FINGERPRINT = "SHA256:[A-Za-z0-9+/]{43}";
    private static final String PASSPHRASE = "\\P{Cntrl}{12,200}";
    private static final Duration DAY = Duration.ofDays(1);

    private BackupSection() {}

    static BackupPlan read(SettingsReader in) {
        BackupPlan plan = new BackupPlan(
                in.duration("interval")
                        .describe("How often a backup is made by itself.")
                        .range(Duration.ofHours(1), Duration.ofDays(90))
                        .byDefault(DAY),
                in.value("at", timeOfDay())
                        .describe(
                                "At what time of the day, in the time zone of the system; otherwise whenever the interval"
                                        + " is over.")
                        .optional(),
                in.requiredSecret("passphrase", "What the backups are encrypted under; without it nobody opens them."),
                in.flag("with-calls")
                        .describe("Whether the call history goes with them.")
                        .byDefault(false),
                in.number("keep")
                        .describe("How many of them are kept, here and at the target.")
                        .unit("backups")
                        .range(1, 50)
                        .byDefault(14),
                in.optionalSection("target", "Where each of them is sent.", BackupSection::target));
        in.rule(
                plan.passphrase().reveal().matches(PASSPHRASE),
                "passphrase",
                "It is too short or too long, or has characters that cannot be typed.",
                "Give 12 to 200 printable characters, such as four words.");
        in.rule(
                plan.at().isEmpty() || plan.interval().toNanos() % DAY.toNanos() == 0,
                "interval",
                "It is no number of whole days, and a backup at a time of the day needs one.",
                "Give whole days such as 1d or 7d, or leave out management.backup.at.",
                "at");
        return plan;
    }

    private static BackupTarget target(SettingsReader in) {
        BackupTarget target = new BackupTarget(
                in.value("url", url())
                        .describe("A folder at an SFTP server or at a web server that takes PUT.")
                        .required(),
                in.requiredSecret("secret", "Password of the user; for SFTP a private key in PEM form will do too."),
                in.text("host-key")
                        .describe("Fingerprint of the SFTP server's host key, as ssh-keygen -l says it: SHA256:...")
                        .byDefault(""),
                in.certificates("authorities")
                        .describe(
                                "Certificates of authorities that vouch for the web server, in PEM, beside those of the"
                                        + " operating system.")
                        .byDefault(List.of()));
        in.rule(
                !target.isSftp() || target.hostKey().matches(FINGERPRINT),
                "host-key",
                "It is no fingerprint, and an SFTP server is known by nothing else.",
                "Give what ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub says at the server: SHA256:...",
                "url");
        return target;
    }

    private static ValueType<LocalTime> timeOfDay() {
        return new ValueType<>(
                "time of day",
                "a time of the day such as 02:30",
                BackupSection::timeOfDay,
                time -> TextNode.valueOf(time.toString()),
                List.of(),
                null,
                LocalTime.MIDNIGHT);
    }

    private static @Nullable LocalTime timeOfDay(JsonNode node) {
        try {
            return node.isTextual() && node.textValue().matches("\\d\\d:\\d\\d")
                    ? LocalTime.parse(node.textValue())
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ValueType<URI> url() {
        return new ValueType<>(
                "url",
                "a URL such as sftp://backup@nas.example.com/sallyport or https://backup@nas.example.com/sallyport",
                BackupSection::url,
                url -> TextNode.valueOf(url.toString()),
                List.of(),
                null,
                URI.create("sftp://nobody@localhost/"));
    }

    private static @Nullable URI url(JsonNode node) {
        try {
            URI url = new URI(node.isTextual() ? node.textValue() : "");
            String user = url.getUserInfo();
            boolean isWhole = url.getScheme() != null
                    && SCHEMES.contains(url.getScheme())
                    && url.getHost() != null
                    && user != null
                    && !user.contains(":")
                    && url.getQuery() == null
                    && url.getFragment() == null;
            return isWhole ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
