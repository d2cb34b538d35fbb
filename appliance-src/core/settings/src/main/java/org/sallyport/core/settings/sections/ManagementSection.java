package org.sallyport.core.settings.sections;

import java.time.Duration;
import org.sallyport.core.settings.model.ManagementSettings;
import org.sallyport.core.settings.schema.SettingsReader;

/** The section {@code management}. */
final class ManagementSection {
    private ManagementSection() {}

    static ManagementSettings read(SettingsReader in) {
        return new ManagementSettings(
                in.duration("session-idle-timeout")
                        .describe("A console session unused this long is ended.")
                        .range(Duration.ofMinutes(1), Duration.ofDays(1))
                        .byDefault(Duration.ofMinutes(30)),
                in.number("lockout-threshold")
                        .describe("Failed log-ins of a user or from an address before it is locked out.")
                        .unit("log-ins")
                        .range(1, 100)
                        .byDefault(5),
                in.duration("lockout-duration")
                        .describe("How long it is locked out.")
                        .range(Duration.ofSeconds(1), Duration.ofDays(1))
                        .byDefault(Duration.ofMinutes(15)),
                in.duration("history-retention")
                        .describe("How long call records are kept.")
                        .range(Duration.ofDays(1), Duration.ofDays(3650))
                        .byDefault(Duration.ofDays(365)),
                in.optionalSection("backup", "Backups that are made by themselves.", BackupSection::read));
    }
}
