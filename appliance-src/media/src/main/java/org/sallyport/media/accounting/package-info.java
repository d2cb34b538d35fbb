/**
 * What is counted of media: per flow for calls and records, per side for metrics. A meter is fed by its
 * stream's shard and read by any thread.
 */
@NullMarked
package org.sallyport.media.accounting;

import org.jspecify.annotations.NullMarked;
