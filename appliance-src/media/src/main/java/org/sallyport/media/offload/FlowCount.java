package org.sallyport.media.offload;

/**
 * What the kernel has forwarded of a flow.
 *
 * @param octets of IP packets, headers included
 */
record FlowCount(long packets, long octets) {
    static final FlowCount NONE = new FlowCount(0, 0);
}
