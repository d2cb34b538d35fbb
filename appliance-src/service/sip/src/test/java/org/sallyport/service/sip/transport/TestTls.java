package org.sallyport.service.sip.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.core.settings.model.ClientCertificate;
import org.sallyport.service.sip.transport.TlsTerms.ServerProof;

/** Terms that a test changes at will, and what was reported of peers. */
final class TestTls implements ListenerTls {
    final List<TlsFailure> failures = new CopyOnWriteArrayList<>();
    final List<InetSocketAddress> answered = new CopyOnWriteArrayList<>();
    volatile TlsTerms terms;

    private TestTls(TlsTerms terms) {
        this.terms = terms;
    }

    /** Takes every server and asks no client. */
    static TestTls of(TlsIdentity identity) {
        return new TestTls(
                new TlsTerms(identity, ClientCertificate.NONE, new TrustedAuthorities(List.of()), Optional.empty()));
    }

    /** The same, but servers must be one of some, and of the domain that was located. */
    TestTls believing(TlsIdentity... servers) {
        terms = new TlsTerms(
                terms.identity(),
                terms.clientCertificate(),
                terms.clientAuthorities(),
                Optional.of(new ServerProof(TestIdentity.trusting(servers), Optional.empty())));
        return this;
    }

    /** The same, but servers must bear a name. */
    TestTls meaning(String name) {
        terms = new TlsTerms(
                terms.identity(),
                terms.clientCertificate(),
                terms.clientAuthorities(),
                terms.proof().map(proof -> new ServerProof(proof.authorities(), Optional.of(name))));
        return this;
    }

    /** The same, but clients are asked for a certificate of one of some. */
    TestTls asking(ClientCertificate wanted, TlsIdentity... clients) {
        terms = new TlsTerms(terms.identity(), wanted, TestIdentity.trusting(clients), terms.proof());
        return this;
    }

    void identity(TlsIdentity identity) {
        terms = new TlsTerms(identity, terms.clientCertificate(), terms.clientAuthorities(), terms.proof());
    }

    @Override
    public TlsTerms terms() {
        return terms;
    }

    @Override
    public void failed(TlsFailure failure) {
        failures.add(failure);
    }

    @Override
    public void answered(InetSocketAddress server) {
        answered.add(server);
    }
}
