package org.sallyport.service.sip.call;

import java.time.Clock;
import java.util.function.Supplier;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.admission.Admission;
import org.sallyport.core.calls.live.LiveCalls;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.service.sip.media.CallMediaFactory;
import org.sallyport.service.sip.stack.SipEndpoint;
import org.sallyport.service.sip.topology.Boundary;
import org.sallyport.service.sip.topology.LoopMark;

/**
 * All that calls work with.
 *
 * @param settings the settings in force; read once a call
 * @param boundary the rules of crossing in force
 * @param calls all calls, to translate what names one from within another
 * @param registrations the devices that are registered through us
 * @param targets where a call to an address goes
 */
public record CallServices(
        SipEndpoint endpoint,
        CallTable calls,
        Supplier<Settings> settings,
        Supplier<Boundary> boundary,
        Registrations registrations,
        Targets targets,
        Admission admission,
        LiveCalls liveCalls,
        CallMediaFactory media,
        Deadlines deadlines,
        LiveObjects liveObjects,
        SipMetrics metrics,
        LoopMark loopMark,
        SipTimers timers,
        Clock clock) {}
