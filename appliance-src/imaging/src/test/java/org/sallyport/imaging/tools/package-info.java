/** What the tests of all writers use: small disks, and the programs that judge what was written. */
@NullMarked
package org.sallyport.imaging.tools;

import org.jspecify.annotations.NullMarked;
