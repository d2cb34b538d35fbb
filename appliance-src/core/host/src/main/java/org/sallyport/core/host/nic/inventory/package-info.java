/**
 * What a machine says of its network adapters: where each sits, what firmware and hypervisor call it. Values only,
 * without a judgement of their order and without a way to read them from a running system.
 */
@NullMarked
package org.sallyport.core.host.nic.inventory;

import org.jspecify.annotations.NullMarked;
