package org.sallyport.imaging.vmdk;

/**
 * A grain ready to be written.
 *
 * @param index its place on the disk, counted in grains
 * @param deflated in zlib's format (RFC 1950)
 * @param digest SHA-256 of what was deflated
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Grain(long index, byte[] deflated, byte[] digest) {}
