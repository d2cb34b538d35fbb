package org.sallyport.core.control.nic;

/**
 * What became of a change of names.
 *
 * @param restartNeeded whether the names change only when the system starts, for an adapter is in use
 */
public record NicChange(boolean restartNeeded) {}
