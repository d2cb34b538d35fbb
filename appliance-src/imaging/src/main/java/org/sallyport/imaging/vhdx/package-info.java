/**
 * Dynamic VHDX for Hyper-V (MS-VHDX), written once from start to end: the log stays empty. Deterministic: GUIDs come from the
 * content.
 */
@NullMarked
package org.sallyport.imaging.vhdx;

import org.jspecify.annotations.NullMarked;
