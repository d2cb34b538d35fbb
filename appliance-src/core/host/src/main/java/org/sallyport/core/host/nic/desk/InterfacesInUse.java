package org.sallyport.core.host.nic.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

/** Interfaces that carry an address others may reach, so that they must not be taken down under who uses them. */
final class InterfacesInUse {
    private InterfacesInUse() {}

    static Set<String> among(Programs programs) {
        ProgramResult result = programs.run("ip", "-json", "address", "show", "scope", "global");
        Set<String> used = new HashSet<>();
        try {
            if (!result.succeeded()) {
                throw unknown(result.complaint());
            }
            for (JsonNode link : Json.MAPPER.readTree(result.output())) {
                if (!link.path("addr_info").isEmpty()) {
                    used.add(link.path("ifname").asText());
                }
            }
            return used;
        } catch (JsonProcessingException e) {
            throw unknown(e.getOriginalMessage());
        }
    }

    private static InvalidInputException unknown(String why) {
        return new InvalidInputException(new Problem(
                "addresses", "-", "It cannot be told which adapters are in use: " + why + ".", "Try again."));
    }
}
