/**
 * The history of calls: one record a call, kept in PostgreSQL.
 */
@NullMarked
package org.sallyport.core.calls.history;

import org.jspecify.annotations.NullMarked;
