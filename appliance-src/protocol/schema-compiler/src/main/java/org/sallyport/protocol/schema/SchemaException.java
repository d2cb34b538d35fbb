package org.sallyport.protocol.schema;

/** A line that is not understood, with its file and number. */
final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SchemaException(String where, String what) {
        super(where + ": " + what);
    }
}
