/**
 * Declares settings once and reads them from documents: from one declaration come the typed value, every problem of the
 * document, the document with its defaults filled in, and the catalogue that API, console and command line show.
 * A reader belongs to the thread that reads.
 */
@NullMarked
package org.sallyport.core.settings.schema;

import org.jspecify.annotations.NullMarked;
