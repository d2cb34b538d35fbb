package org.sallyport.core.host.apply;

import java.util.Optional;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.settings.model.Settings;

/** The name that the running kernel has; systemd-hostnamed sets it, so that we need no right to. */
public record RunningName(Programs programs) {
    /** Gives the machine the name of its settings, if they have one to give; what went wrong. */
    public Optional<String> follow(Settings settings) {
        if (!settings.network().isConfigured()) {
            return Optional.empty();
        }
        ProgramResult result = programs.run(
                "hostnamectl", "--transient", "set-hostname", settings.network().hostname());
        return result.succeeded() ? Optional.empty() : Optional.of("The host name was not set: " + result.complaint());
    }
}
