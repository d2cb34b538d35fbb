/**
 * Network namespaces as Java objects: three of them in a row, outside, DMZ and inside, and threads that live in one.
 * Linux only, root only (namespaces(7), setns(2)).
 */
@NullMarked
package org.sallyport.testing.interop.network;

import org.jspecify.annotations.NullMarked;
