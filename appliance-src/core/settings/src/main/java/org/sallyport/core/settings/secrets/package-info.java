/**
 * Secrets at rest: sealed with AES-256-GCM (NIST SP 800-38D) under a key that lies outside the database, and masked in
 * every document that is shown.
 */
@NullMarked
package org.sallyport.core.settings.secrets;

import org.jspecify.annotations.NullMarked;
