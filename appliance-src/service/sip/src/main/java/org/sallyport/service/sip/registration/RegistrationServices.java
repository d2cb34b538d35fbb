package org.sallyport.service.sip.registration;

import java.time.Clock;
import java.util.function.Supplier;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.admission.RegistrationAdmission;
import org.sallyport.core.calls.registrations.LiveRegistrations;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.service.sip.call.SipMetrics;
import org.sallyport.service.sip.call.SipTimers;
import org.sallyport.service.sip.call.Targets;
import org.sallyport.service.sip.stack.SipEndpoint;
import org.sallyport.service.sip.topology.Boundary;

/**
 * All that registrations work with.
 *
 * @param settings those in force
 * @param boundary the rules of crossing in force
 * @param targets where the call server is
 * @param live the registrations of all services
 */
public record RegistrationServices(
        SipEndpoint endpoint,
        Supplier<SipRegistrations> settings,
        Supplier<Boundary> boundary,
        Targets targets,
        RegistrationAdmission admission,
        LiveRegistrations live,
        Deadlines deadlines,
        SipMetrics metrics,
        SipTimers timers,
        Clock clock) {}
