/**
 * Statements on the adapters from what hypervisors and configuration say: {@code sallyport.nic1.mac} or
 * {@code sallyport.nic1.id} for each adapter, and vSphere's own list.
 */
@NullMarked
package org.sallyport.core.host.nic.statement;

import org.jspecify.annotations.NullMarked;
