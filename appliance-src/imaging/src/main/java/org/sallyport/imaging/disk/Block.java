package org.sallyport.imaging.disk;

/**
 * A piece of a disk that holds something besides zeros.
 *
 * @param index its place, counted in blocks
 * @param bytes its content; at the end of the disk filled up with zeros. The receiver owns it.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Block(long index, byte[] bytes) {}
