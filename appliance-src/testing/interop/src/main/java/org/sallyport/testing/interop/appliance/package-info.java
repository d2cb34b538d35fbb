/**
 * Sallyport under test: director, manager and their PostgreSQL as real processes in the DMZ, and their API.
 */
@NullMarked
package org.sallyport.testing.interop.appliance;

import org.jspecify.annotations.NullMarked;
