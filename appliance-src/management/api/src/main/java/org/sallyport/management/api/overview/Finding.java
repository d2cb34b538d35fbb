package org.sallyport.management.api.overview;

/**
 * Something that is not as it should be.
 *
 * @param part director, database, listener, call-server or alarm
 */
public record Finding(String part, String detail) {}
