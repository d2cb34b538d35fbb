package org.sallyport.core.host.firstboot;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

/** What vSphere hands over through VMware's tools: the OVF environment, or answers in a variable of their own. */
final class GuestInfo implements AnswerSource {
    static final String NAME = "vSphere's guest information";
    private static final List<String> VARIABLES = List.of("guestinfo.ovfEnv", "guestinfo.sallyport");

    private final String vendor;
    private final Programs programs;

    /** On a machine of some vendor, as its firmware says. */
    GuestInfo(String vendor, Programs programs) {
        this.vendor = vendor;
        this.programs = programs;
    }

    @Override
    public Optional<Answers> find() {
        if (!vendor.startsWith("VMware")) {
            return Optional.empty();
        }
        return VARIABLES.stream()
                .map(variable -> programs.run("vmtoolsd", "--cmd", "info-get " + variable))
                .filter(ProgramResult::succeeded)
                .flatMap(result -> Answers.in(NAME, result.output()).stream())
                .findFirst();
    }
}
