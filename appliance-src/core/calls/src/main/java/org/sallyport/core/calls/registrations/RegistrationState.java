package org.sallyport.core.calls.registrations;

/** Whether a registered device can be called. */
public enum RegistrationState {
    ACTIVE,
    /** Its connection or our listener is gone: the device has until the registration expires to come back. */
    UNREACHABLE
}
