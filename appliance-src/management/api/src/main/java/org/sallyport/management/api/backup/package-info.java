/**
 * What belongs into a backup of this system, and how it comes back: preview, names of network adapters, all or nothing.
 * The file itself is the business of {@code core.backup}.
 */
@NullMarked
package org.sallyport.management.api.backup;

import org.jspecify.annotations.NullMarked;
