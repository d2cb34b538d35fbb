package org.sallyport.core.control.director;

/** Name and password of a user of the TURN server, in the realm that it names. */
public record TurnCredential(String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return "TurnCredential[user=" + user + "]";
    }
}
