/**
 * Past calls: search, detail, export.
 */
@NullMarked
package org.sallyport.management.api.history;

import org.jspecify.annotations.NullMarked;
