/** The API over HTTPS, against a real PostgreSQL and a director over a real control socket. */
@NullMarked
package org.sallyport.management.api;

import org.jspecify.annotations.NullMarked;
