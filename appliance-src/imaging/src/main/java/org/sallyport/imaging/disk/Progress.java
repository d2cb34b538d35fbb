package org.sallyport.imaging.disk;

/** Told how far a long work has come. */
@FunctionalInterface
public interface Progress {
    Progress NONE = _ -> {};

    /**
     * Says how far.
     *
     * @param bytes how much of the source is done with, never less than before
     */
    void reached(long bytes);
}
