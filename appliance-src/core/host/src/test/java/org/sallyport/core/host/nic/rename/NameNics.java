package org.sallyport.core.host.nic.rename;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.base.json.Json;
import org.sallyport.core.host.nic.inventory.Statement;
import org.sallyport.core.host.nic.inventory.Statement.Entry;
import org.sallyport.core.host.nic.inventory.Statement.Source;
import org.sallyport.core.host.nic.map.NicMapFile;
import org.sallyport.core.host.nic.probe.KernelAddresses;
import org.sallyport.core.host.nic.probe.NicProbe;
import org.sallyport.core.host.program.SystemPrograms;

/** Names the interfaces of the namespace it is started in: map file, then hardware addresses in the order stated. */
final class NameNics {
    private NameNics() {}

    public static void main(String[] arguments) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            entries.add(new Entry(i, arguments[i]));
        }
        SystemPrograms programs = new SystemPrograms(Duration.ofSeconds(20));
        NicNamer namer = new NicNamer(
                () -> new NicProbe(Path.of("/"))
                        .read(new KernelAddresses(programs))
                        .stated(List.of(new Statement(Source.CONFIG_DRIVE, entries))),
                new NicMapFile(Path.of(arguments[0])),
                programs,
                Clock.systemUTC());
        System.out.println(Json.write(namer.run().findings()));
    }
}
