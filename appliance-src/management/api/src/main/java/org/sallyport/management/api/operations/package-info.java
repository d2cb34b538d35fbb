/**
 * Long work as a resource (RFC 9110 section 15.3.3): started by one request, watched and fetched by others. Each
 * operation runs on a virtual thread of its own and is forgotten, with its result, by a deadline.
 */
@NullMarked
package org.sallyport.management.api.operations;

import org.jspecify.annotations.NullMarked;
