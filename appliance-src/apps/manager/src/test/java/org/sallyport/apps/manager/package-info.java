/** The manager as a process of its own, administered by the sallyport command as another. */
@NullMarked
package org.sallyport.apps.manager;

import org.jspecify.annotations.NullMarked;
