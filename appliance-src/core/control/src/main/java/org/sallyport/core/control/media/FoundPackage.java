package org.sallyport.core.control.media;

/**
 * A file that may be an upgrade package, on a medium that is attached to the machine.
 *
 * @param medium the device of its file system, such as {@code /dev/sdb1}
 * @param label of that file system; empty when it has none
 * @param name of the file
 * @param size in bytes
 */
public record FoundPackage(String medium, String label, String name, long size) {}
