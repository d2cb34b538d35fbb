/** What an upgrade package is, written and read: a ustar archive of manifest, signature and payloads, in that order. */
@NullMarked
package org.sallyport.upgrade.format;

import org.jspecify.annotations.NullMarked;
