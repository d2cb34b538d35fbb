package org.sallyport.management.api.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.Route;

/** The contract itself. */
public final class ContractResource {
    private final String contract = read();

    public List<Route> routes() {
        return List.of(Route.get(
                "getContract", "/openapi.yaml", Set.of(), _ -> Answer.text(200, "application/yaml", contract)));
    }

    private static String read() {
        try (InputStream in = ContractResource.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
