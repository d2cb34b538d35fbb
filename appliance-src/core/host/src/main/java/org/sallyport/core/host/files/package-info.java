/**
 * What the system's own programs read their configuration from: texts and links, computed first and put in place by
 * whoever may.
 */
@NullMarked
package org.sallyport.core.host.files;

import org.jspecify.annotations.NullMarked;
