/**
 * Who may do what: roles, callers, sessions, lockout, password hashing. Sessions and lockouts live in memory and end by
 * their deadlines; a restart of the manager logs everyone out.
 */
@NullMarked
package org.sallyport.management.api.access;

import org.jspecify.annotations.NullMarked;
