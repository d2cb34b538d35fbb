/**
 * Reads an inventory from a root directory: the running system's, or a tree with the same files. What is read is data from
 * firmware and hypervisor: bounded, cleaned of control characters, never trusted to be well formed.
 */
@NullMarked
package org.sallyport.core.host.nic.probe;

import org.jspecify.annotations.NullMarked;
