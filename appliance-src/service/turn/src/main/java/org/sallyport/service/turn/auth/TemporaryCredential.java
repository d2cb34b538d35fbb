package org.sallyport.service.turn.auth;

/** Name and password of a user who lasts for a time that the name says. */
public record TemporaryCredential(String user, String password) {}
