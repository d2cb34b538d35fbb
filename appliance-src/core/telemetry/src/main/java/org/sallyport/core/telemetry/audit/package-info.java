/**
 * Who changed what, when, from where, and how it went; one row in PostgreSQL for each attempt. No secret ever gets here.
 */
@NullMarked
package org.sallyport.core.telemetry.audit;

import org.jspecify.annotations.NullMarked;
