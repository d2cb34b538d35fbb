package org.sallyport.imaging.vmdk;

/**
 * What an OVF descriptor has to say about a VMDK.
 *
 * @param capacityBytes of the virtual disk
 * @param populatedBytes how much of it is stored, before deflation
 * @param fileBytes size of the VMDK
 */
public record StreamSummary(long capacityBytes, long populatedBytes, long fileBytes) {}
