package org.sallyport.core.settings.model;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a process must know before it can reach the database; from the settings file only, and read once at its start.
 *
 * @param stateDirectory where a process keeps its files: certificates, the last snapshot of the settings
 * @param keysDirectory where the key is under which secrets are sealed; director and manager share it
 * @param databaseUrl {@code jdbc:postgresql://host:port/database}
 * @param databaseUser role that owns our tables
 * @param databasePasswordFile file that holds its password and nothing else; none if the server asks for no password
 * @param managementAddress address of console and API
 * @param managementPort port of console and API, HTTPS
 * @param managementHost name under which administrators reach it, put into its certificate
 * @param controlSocket Unix socket by which the manager asks the director
 * @param hostSocket Unix socket by which the manager asks for changes of the machine; nobody answers there but on an
 *     appliance
 */
public record ProcessSettings(
        Path stateDirectory,
        Path keysDirectory,
        String databaseUrl,
        String databaseUser,
        Optional<Path> databasePasswordFile,
        InetAddress managementAddress,
        int managementPort,
        String managementHost,
        Path controlSocket,
        Path hostSocket) {}
