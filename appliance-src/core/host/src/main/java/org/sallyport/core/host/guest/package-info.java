/**
 * What a hypervisor tells its guest: the OVF environment of vSphere (DMTF DSP0243 and DSP8027), the key-value pairs of
 * Hyper-V. Parsers only; everything read is data from outside, bounded and never evaluated.
 */
@NullMarked
package org.sallyport.core.host.guest;

import org.jspecify.annotations.NullMarked;
