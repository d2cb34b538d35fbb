package org.sallyport.core.settings.model;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * Backups that are made by themselves.
 *
 * @param interval how often; whole days when there is a time of day
 * @param at the time of day, in the time zone of the system; none means whenever the interval is over
 * @param passphrase what they are encrypted under
 * @param withCalls whether the call history goes with them
 * @param keep how many of them are kept, here and at the target
 * @param target where each is sent
 */
public record BackupPlan(
        Duration interval,
        Optional<LocalTime> at,
        Secret passphrase,
        boolean withCalls,
        int keep,
        Optional<BackupTarget> target) {
    /**
     * A server that keeps backups.
     *
     * @param url {@code sftp://user@host:port/folder} or {@code https://user@host:port/folder}
     * @param secret password of the user, or a private key in PEM form for SFTP
     * @param hostKey SHA-256 fingerprint of the server's host key as {@code ssh-keygen -l} says it; empty for HTTPS
     * @param authorities that vouch for a web server, beside those of the operating system
     */
    public record BackupTarget(URI url, Secret secret, String hostKey, List<X509Certificate> authorities) {
        public boolean isSftp() {
            return url.getScheme().equals("sftp");
        }
    }
}
