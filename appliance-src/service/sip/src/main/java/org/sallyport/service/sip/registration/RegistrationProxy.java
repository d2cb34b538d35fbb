package org.sallyport.service.sip.registration;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.message.Response;
import org.sallyport.base.address.Side;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.call.Registrations;
import org.sallyport.service.sip.registration.RegistrationMetrics.Event;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.transport.ClosedConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers devices outside with the call server, and finds them for it. Thread-safe. */
public final class RegistrationProxy implements Registrations, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationProxy.class);

    private final RegistrationServices services;
    private final RegistrationMetrics metrics;
    private final InsideIdentities identities = new InsideIdentities();
    private final InsideRegistrar registrar;
    private final Bindings bindings;

    public RegistrationProxy(RegistrationServices services, Metrics metrics) {
        this.services = services;
        this.metrics = new RegistrationMetrics(metrics);
        this.registrar = new InsideRegistrar(services, identities);
        this.bindings = new Bindings(
                services.live(),
                services.deadlines(),
                services.clock(),
                binding -> over(binding, Event.EXPIRED),
                binding -> over(binding, Event.ENDED));
    }

    @Override
    public void received(IncomingRequest register) {
        Thread.ofVirtual().name("sip-register-" + register.branch()).start(() -> answer(register));
    }

    private void answer(IncomingRequest register) {
        Response response;
        try {
            if (register.listener().side() != Side.EXTERNAL) {
                throw RefusedException.of(Refusal.FROM_INSIDE, "Devices Register From Outside Only");
            }
            response = new Registering(services, identities, registrar, bindings, metrics, register).answer();
        } catch (RefusedException refused) {
            response = refused(register, refused);
        } catch (RuntimeException defect) {
            LOG.error("a REGISTER was not handled by a defect of ours", defect);
            response = refused(register, RefusedException.of(Refusal.DEFECT, "Server Internal Error"));
        }
        if (Messages.toTag(response) == null) {
            ((gov.nist.javax.sip.message.SIPResponse) response).setToTag(Messages.tag());
        }
        services.metrics().responseSent(register.listener().side(), response.getStatusCode());
        register.respond(response);
    }

    private Response refused(IncomingRequest register, RefusedException refused) {
        metrics.refused(refused.refusal());
        return new DeviceAnswers(register, services.boundary().get().headers()).refused(refused);
    }

    @Override
    public Called find(URI called) {
        if (!(called instanceof SipURI uri)
                || uri.getUser() == null
                || !InsideIdentities.isToken(uri.getUser())
                || !isOurs(uri)) {
            return new Called.Other();
        }
        Optional<Binding> binding = bindings.find(uri.getUser())
                .filter(found -> found.reachable() && !found.flow().listener().isClosed());
        return binding.<Called>map(RegistrationProxy::device).orElseGet(Called.Away::new);
    }

    private boolean isOurs(SipURI uri) {
        return services.endpoint().isOurs(uri.getHost(), uri.getPort())
                || services.boundary().get().hosts().isOursInside(uri.getHost());
    }

    private static Called.Device device(Binding binding) {
        SipURI contact = (SipURI) binding.contact().uri().clone();
        // RFC 3261 table 1: these have no place in a Request-URI.
        ((gov.nist.javax.sip.address.SipUri) contact).removeHeaders();
        contact.removeParameter("method");
        return new Called.Device(
                contact,
                binding.inside().to(),
                binding.flow().listener(),
                binding.flow().peer());
    }

    /** Devices that came by a connection cannot be called once it has ended. */
    public void closed(ClosedConnection connection) {
        lost(bindings.lose(binding -> binding.flow().endsWith(connection)));
    }

    /** Devices that came to a listener which is gone have to register anew elsewhere. */
    public void listenersChanged() {
        lost(bindings.lose(binding -> binding.flow().listener().isClosed()));
    }

    private void lost(int count) {
        for (int i = 0; i < count; i++) {
            metrics.count(Event.UNREACHABLE);
        }
    }

    /**
     * Asks the call server to forget a contact whose device is gone. One that wants the device's password for that keeps
     * it until its own time is over, and is told 480 when it calls.
     */
    private void over(Binding binding, Event how) {
        metrics.count(how);
        WantedContact gone = new WantedContact(
                binding.contact().header(),
                binding.contact().uri(),
                binding.contact().instance(),
                Duration.ZERO);
        InsideRegister removal =
                new InsideRegister(binding.inside(), null, Map.of(binding.token(), gone), false, Duration.ZERO);
        Thread.ofVirtual().name("sip-unregister-" + binding.id()).start(() -> registrar.ask(removal));
    }

    /** Forgets all registrations without telling the call server: the devices come back by their next refresh. */
    @Override
    public void close() {
        bindings.clear();
    }
}
