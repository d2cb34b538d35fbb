package org.sallyport.apps.hostd.media;

/**
 * A file system that is attached to the machine and is no part of it.
 *
 * @param device that it is on, such as {@code /dev/sdb1}
 * @param label empty when it has none
 * @param fileSystem its type, as mount(8) calls it
 */
record Medium(String device, String label, String fileSystem) {}
