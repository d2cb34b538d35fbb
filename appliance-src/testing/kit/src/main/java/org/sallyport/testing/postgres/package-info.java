/**
 * A real PostgreSQL for tests and for a developer's machine: a server process of our own that ends with
 * the process that started it, listens on loopback only and never runs as root.
 */
@NullMarked
package org.sallyport.testing.postgres;

import org.jspecify.annotations.NullMarked;
