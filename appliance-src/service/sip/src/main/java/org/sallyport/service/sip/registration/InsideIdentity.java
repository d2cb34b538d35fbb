package org.sallyport.service.sip.registration;

import javax.sip.address.Address;
import javax.sip.address.URI;

/**
 * What our REGISTERs for a device have in common: those of one Call-ID of the device have one of ours.
 *
 * @param registrar the Request-URI: the domain that the address of record belongs to
 */
record InsideIdentity(URI registrar, Address to, Address from, String fromTag, String callId) {}
