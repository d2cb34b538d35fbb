package org.sallyport.core.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Certificate authorities in a PEM file, to be followed.
 *
 * @param file where they are; none means that there are none. Asked again at each look
 */
public record AuthoritiesFile(Supplier<Optional<Path>> file) implements FollowedFiles.Source<List<X509Certificate>> {
    @Override
    public List<Path> files() {
        return file.get().stream().toList();
    }

    @Override
    public List<X509Certificate> read() throws IOException {
        Optional<Path> named = file.get();
        return named.isPresent() ? PemFiles.authorities(named.get()) : List.of();
    }

    @Override
    public List<X509Certificate> substitute() {
        return List.of();
    }
}
