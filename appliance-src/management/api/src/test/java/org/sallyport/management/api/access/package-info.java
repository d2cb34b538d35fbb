/** Sessions, lockouts and password hashes by a clock that the test moves. */
@NullMarked
package org.sallyport.management.api.access;

import org.jspecify.annotations.NullMarked;
