/**
 * The file that a backup is: CMS encrypted under a passphrase (RFC 5083, 5084, 3211), within it a ustar archive, manifest
 * first. What belongs into a backup and how it comes back is for others to know; here nothing reads settings or accounts.
 */
@NullMarked
package org.sallyport.core.backup;

import org.jspecify.annotations.NullMarked;
