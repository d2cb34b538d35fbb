/**
 * What a relayed packet costs: the media relay in a process of its own, between parties in this one,
 * compared in the same run with another relay under the same load.
 */
@NullMarked
package org.sallyport.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
