package org.sallyport.management.api.events;

/** What a stream can be about. */
enum Topic {
    CALLS,
    ALARMS,
    OVERVIEW,
    NETWORK,
    UPGRADE
}
