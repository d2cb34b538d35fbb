/**
 * Registrations in force, as the director tells of them.
 */
@NullMarked
package org.sallyport.management.api.registrations;

import org.jspecify.annotations.NullMarked;
