package org.sallyport.core.process;

import org.sallyport.base.problem.Problem;
import org.sallyport.core.pki.FollowedFiles;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alarm while keys or certificates cannot be read from their files, and clears it when they can.
 *
 * @param key of the alarm
 * @param what is read: "The certificate of console and API"
 * @param meanwhile what serves in its place, a sentence
 */
public record TlsFileAlarm<T>(Alarms alarms, String key, String what, String meanwhile)
        implements FollowedFiles.Witness<T> {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFileAlarm.class);

    @Override
    public void taken(T value) {
        alarms.clear(key);
        LOG.info("{}: read.", what);
    }

    @Override
    public void refused(Problem problem) {
        alarms.raise(
                key,
                Severity.CRITICAL,
                what + " cannot be taken up from " + problem.value() + ": " + problem.detail() + " " + meanwhile,
                problem.remedy());
    }
}
