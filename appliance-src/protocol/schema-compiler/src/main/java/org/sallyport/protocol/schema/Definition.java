package org.sallyport.protocol.schema;

/** A type with a name of its own. */
record Definition(SchemaFile file, String name, Form form, Type type, boolean visited) {
    /** How the name is to be understood. */
    enum Form {
        /** A sequence, choice or enumeration: a Java type. */
        DECLARED,
        /** A simple type that gets a Java type of its own, for it is told apart from others like it. */
        VALUE,
        /** Only another name. */
        ALIAS
    }

    String javaName() {
        return Names.type(name);
    }

    String qualifiedJavaName() {
        return file.javaPackage() + "." + javaName();
    }
}
