/**
 * Admission: the one gate that every request passes before anything is spent on it.
 */
@NullMarked
package org.sallyport.core.calls.admission;

import org.jspecify.annotations.NullMarked;
