package org.sallyport.core.settings.schema;

/** The declaration of a section: reads each of its settings and makes a record of them. */
@FunctionalInterface
public interface Section<T> {
    T read(SettingsReader in);
}
