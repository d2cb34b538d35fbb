package org.sallyport.core.settings.model;

/** One consistent set of settings; swapped as a whole. */
public record Settings(
        SipSettings sip,
        MediaSettings media,
        TurnSettings turn,
        CapacitySettings capacity,
        ManagementSettings management,
        NetworkSettings network) {}
