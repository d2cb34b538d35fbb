package org.sallyport.core.calls.registrations;

/** A registration in force, as its signalling service offers it. Methods may be called from any thread and do not block. */
public interface LiveRegistration {
    RegistrationId id();

    RegistrationSnapshot snapshot();

    /** Ends it here at once and asks the inside to end it too; the device may register anew. */
    void end();
}
