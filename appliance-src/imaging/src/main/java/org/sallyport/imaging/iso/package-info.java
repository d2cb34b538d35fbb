/**
 * Installation media: a medium of CentOS Stream or its kin gains our kickstart, packages and menu entry, and keeps its name and all
 * the ways in which it starts. The work on file systems is that of xorriso and mtools; nothing needs root.
 */
@NullMarked
package org.sallyport.imaging.iso;

import org.jspecify.annotations.NullMarked;
