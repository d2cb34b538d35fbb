package org.sallyport.apps.hostd;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.Statement;
import org.sallyport.core.host.nic.map.NicMapFile;
import org.sallyport.core.host.nic.map.NicMapFile.Content;
import org.sallyport.core.host.nic.map.NicNaming;
import org.sallyport.core.host.nic.probe.KernelAddresses;
import org.sallyport.core.host.nic.probe.NicProbe;
import org.sallyport.core.host.nic.rename.NicNamer;
import org.sallyport.core.host.nic.statement.AllStatements;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code name-nics}: gives the network adapters their names, before anything asks for one. */
final class NamingNics {
    private static final Logger LOG = LoggerFactory.getLogger(NamingNics.class);
    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(20);

    private NamingNics() {}

    static int run(HostdOptions options) throws IOException {
        Programs programs = new SystemPrograms(PROGRAM_LIMIT);
        return run(options, programs, () -> new NicProbe(options.root()).read(new KernelAddresses(programs)));
    }

    /** An adapter without its name is no failure of the boot: the machine must come up for somebody to see it. */
    static int run(HostdOptions options, Programs programs, Supplier<NicInventory> inventory) throws IOException {
        NicMapFile map = new NicMapFile(options.nicMap());
        boolean isFirstTime = map.read() instanceof Content.Absent;
        List<Statement> statements = new AllStatements(
                        options.root(), options.installerAnswers(), programs, isFirstTime)
                .read(inventory.get().machine().platform());
        NicNaming naming =
                new NicNamer(() -> inventory.get().stated(statements), map, programs, Clock.systemUTC()).run();
        naming.places()
                .forEach(place -> LOG.info(
                        "{} is {} at {}, {}: {}",
                        place.name(),
                        place.adapter().macText(),
                        place.adapter().path(),
                        place.witness().words(),
                        place.reason()));
        naming.findings().forEach(NamingNics::log);
        new FoundAtStart(naming.findings(), statements).write(options.foundAtStart());
        return 0;
    }

    private static void log(Finding finding) {
        switch (finding.kind().severity()) {
            case CRITICAL -> LOG.error("{} {}", finding.text(), finding.remedy());
            case WARNING -> LOG.warn("{} {}", finding.text(), finding.remedy());
            case INFORMATION -> LOG.info("{} {}", finding.text(), finding.remedy());
        }
    }
}
