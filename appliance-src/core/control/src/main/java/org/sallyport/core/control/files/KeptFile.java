package org.sallyport.core.control.files;

import java.util.Base64;

/**
 * A file in one of the places of a process. Never shown: it may hold a key.
 *
 * @param place name of a directory of the product, the same on each system
 * @param name of the file there
 * @param base64 its content
 */
public record KeptFile(String place, String name, String base64) {
    public static KeptFile of(String place, String name, byte[] octets) {
        return new KeptFile(place, name, Base64.getEncoder().encodeToString(octets));
    }

    /**
     * Its content.
     *
     * @throws IllegalArgumentException when it is no Base64
     */
    public byte[] octets() {
        return Base64.getDecoder().decode(base64);
    }

    @Override
    public String toString() {
        return place + "/" + name;
    }
}
