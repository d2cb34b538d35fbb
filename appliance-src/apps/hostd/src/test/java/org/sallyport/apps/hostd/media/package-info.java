/** Attached media, as lsblk tells of them and as loop files. */
@NullMarked
package org.sallyport.apps.hostd.media;

import org.jspecify.annotations.NullMarked;
