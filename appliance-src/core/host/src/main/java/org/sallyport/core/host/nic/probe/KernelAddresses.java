package org.sallyport.core.host.nic.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.base.json.Json;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Permanent addresses by the kernel's word over rtnetlink (IFLA_PERM_ADDRESS), for which {@code ip} asks it. */
public final class KernelAddresses implements PermanentAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(KernelAddresses.class);

    private final Map<String, MacAddress> addresses = new HashMap<>();

    /** Asks once; what changes afterwards is not seen. */
    public KernelAddresses(Programs programs) {
        ProgramResult result = programs.run("ip", "-json", "link", "show");
        if (!result.succeeded()) {
            LOG.warn("The kernel's permanent hardware addresses cannot be had: {}", result.complaint());
            return;
        }
        try {
            for (JsonNode link : Json.MAPPER.readTree(result.output())) {
                MacAddress.parse(link.path("permaddr").asText())
                        .ifPresent(mac -> addresses.put(link.path("ifname").asText(), mac));
            }
        } catch (JsonProcessingException e) {
            LOG.warn("What ip says of the interfaces cannot be read: {}", e.getOriginalMessage());
        }
    }

    @Override
    public Optional<MacAddress> of(String interfaceName) {
        return Optional.ofNullable(addresses.get(interfaceName));
    }
}
