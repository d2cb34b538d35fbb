package org.sallyport.media.ports;

import org.sallyport.base.address.Side;

/** One thing for each side that carries media. */
public record BothSides<T>(T external, T internal) {
    /** The one of a side; the management side has none. */
    public T of(Side side) {
        return switch (side) {
            case EXTERNAL -> external;
            case INTERNAL -> internal;
            case MANAGEMENT -> throw new IllegalArgumentException("the management side carries no media");
        };
    }
}
