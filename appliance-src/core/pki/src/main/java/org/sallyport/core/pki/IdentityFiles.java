package org.sallyport.core.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * The identity of a directory as {@link TlsIdentities} keeps it, to be followed. Where its files cannot be used from the
 * start, one that is nowhere kept stands in: a process that everybody can still reach is easier to mend.
 *
 * @param commonName used when an identity must be made
 * @param subjectAltNames domains and literal addresses it is to be known by, used when one must be made
 */
public record IdentityFiles(Path directory, String commonName, Supplier<List<String>> subjectAltNames, Clock clock)
        implements FollowedFiles.Source<TlsIdentity> {
    @Override
    public List<Path> files() {
        return List.of(directory.resolve(TlsIdentities.KEY_FILE), directory.resolve(TlsIdentities.CERTIFICATE_FILE));
    }

    @Override
    public TlsIdentity read() throws IOException {
        return TlsIdentities.loadOrCreate(directory, commonName, subjectAltNames.get(), clock);
    }

    @Override
    public TlsIdentity substitute() {
        return SelfSigned.make(commonName, subjectAltNames.get(), clock);
    }

    @Override
    public boolean isOutdated(TlsIdentity current) {
        return TlsIdentities.isDueForRenewal(current, clock);
    }
}
