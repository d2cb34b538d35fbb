package org.sallyport.base.address;

/** Where a peer stands, and so what it may learn: nothing of the internal side is ever shown on the external one. */
public enum Side {
    /** The internet: room systems, browsers, other companies. */
    EXTERNAL,
    /** The enterprise: call server, bridges, directory. */
    INTERNAL,
    /** Administrators: console and API. */
    MANAGEMENT;

    /** The side a call crosses to. Only {@link #EXTERNAL} and {@link #INTERNAL} have one. */
    public Side opposite() {
        return switch (this) {
            case EXTERNAL -> INTERNAL;
            case INTERNAL -> EXTERNAL;
            case MANAGEMENT -> throw new IllegalStateException("the management side carries no calls");
        };
    }
}
