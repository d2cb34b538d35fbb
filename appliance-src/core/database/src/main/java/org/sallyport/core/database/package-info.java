/**
 * PostgreSQL (15 and later): connections, transactions, row mapping over plain JDBC, Liquibase migrations and
 * LISTEN/NOTIFY. The server may be away at any time: nothing here needs it to start, and all of it recovers by itself.
 */
@NullMarked
package org.sallyport.core.database;

import org.jspecify.annotations.NullMarked;
