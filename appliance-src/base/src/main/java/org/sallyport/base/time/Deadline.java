package org.sallyport.base.time;

/** The end of a live object's time, set by {@link Deadlines#after}. */
@FunctionalInterface
public interface Deadline {
    /** Calls it off; true when it had not passed and now never will. */
    boolean cancel();
}
