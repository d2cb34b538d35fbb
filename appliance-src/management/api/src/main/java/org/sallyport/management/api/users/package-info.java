/**
 * Administrators, operators, auditors: their accounts in PostgreSQL.
 */
@NullMarked
package org.sallyport.management.api.users;

import org.jspecify.annotations.NullMarked;
