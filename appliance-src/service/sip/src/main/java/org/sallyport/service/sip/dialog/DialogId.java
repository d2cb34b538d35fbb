package org.sallyport.service.sip.dialog;

/** What names a dialog at our end (RFC 3261 section 12). */
public record DialogId(String callId, String localTag, String remoteTag) {}
