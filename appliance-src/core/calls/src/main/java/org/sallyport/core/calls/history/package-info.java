/**
 * The history of calls: one record a call, kept in PostgreSQL ({@code db/calls.sql}). The director
 * writes, on a virtual thread of the writer's own, and the manager reads and deletes what is too old.
 */
@NullMarked
package org.sallyport.core.calls.history;

import org.jspecify.annotations.NullMarked;
