/** How the workbench treats its processes and command line. */
@NullMarked
package org.sallyport.testing.workbench;

import org.jspecify.annotations.NullMarked;
