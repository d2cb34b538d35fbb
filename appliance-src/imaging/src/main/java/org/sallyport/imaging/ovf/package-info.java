/**
 * Packages for vSphere: an OVF descriptor (DMTF DSP0243) filled from a template, its manifest and signature, and all of them with
 * the disk in one archive. Deterministic but for the signing key.
 */
@NullMarked
package org.sallyport.imaging.ovf;

import org.jspecify.annotations.NullMarked;
