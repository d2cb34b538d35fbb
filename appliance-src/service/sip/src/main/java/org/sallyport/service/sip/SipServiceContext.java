package org.sallyport.service.sip;

import java.time.Clock;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.admission.Admission;
import org.sallyport.core.calls.admission.RegistrationAdmission;
import org.sallyport.core.calls.live.LiveCalls;
import org.sallyport.core.calls.registrations.LiveRegistrations;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.call.SipTimers;
import org.sallyport.service.sip.media.CallMediaFactory;
import org.sallyport.service.sip.route.SipLocator;

/**
 * What the SIP service is made from.
 *
 * @param locator stays open when the service closes
 * @param certificates for its TLS listeners
 */
public record SipServiceContext(
        SettingsFeed settings,
        LiveCalls liveCalls,
        Admission admission,
        LiveRegistrations liveRegistrations,
        RegistrationAdmission registrationAdmission,
        CallMediaFactory media,
        SipLocator locator,
        SipCertificates certificates,
        Metrics metrics,
        Alarms alarms,
        LiveObjects liveObjects,
        Deadlines deadlines,
        SipTimers timers,
        Clock clock) {}
