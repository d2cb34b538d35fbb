package org.sallyport.media.offload;

/** Is told how a flow's stay in the kernel goes: entered and then left, or refused. On the executor that was named. */
public interface StayListener {
    /** The kernel forwards the flow from now on. */
    void entered();

    /** The kernel does not take the flow; the stay is over. */
    void refused(String reason);

    /**
     * The kernel forwards the flow no more; the stay is over.
     *
     * @param packets that it forwarded meanwhile
     */
    void left(long packets);
}
