package org.sallyport.management.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.management.cli.ScriptedSystem.Outcome;
import picocli.CommandLine;

/** Making and judging packages without any system. */
final class PackageCommandsTest {
    @TempDir
    Path folder;

    private final List<String> pack = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        assertThat(run("upgrade", "development-key", folder.resolve("keys").toString())
                        .status())
                .isZero();
        Files.writeString(folder.resolve("root"), "a root");
        Files.writeString(folder.resolve("sbom"), "{}");
        Files.writeString(folder.resolve("notes"), "Better.");
        Files.writeString(
                folder.resolve("earlier"), "[{\"version\": \"1.0.0\", \"startsFrom\": {\"least\": \"0.8.0\"}}]");
        pack.addAll(
                List.of("upgrade", "pack", "--release", "1.2.0", "--base", "centos-10", "--architecture", "x86-64-v3"));
        pack.addAll(List.of(
                "--from", "1.0.0", "--settings-schema", "1", "--security-epoch", "0", "--created", "1772000000"));
        for (String file : List.of("sbom", "notes", "earlier")) {
            pack.addAll(List.of("--" + file, folder.resolve(file).toString()));
        }
        pack.addAll(List.of("--payload", folder.resolve("root").toString()));
        pack.addAll(List.of("--key", folder.resolve("keys/signer.key").toString()));
        pack.addAll(List.of("--certificates", folder.resolve("keys/signer.pem").toString()));
        pack.addAll(List.of("--into", folder.toString(), "--form", "upg,bin"));
    }

    @Test
    void packsWhatItThenFindsSound() {
        assertThat(run(pack.toArray(String[]::new)).status()).isZero();
        for (String form : List.of("upg", "bin")) {
            Outcome verified = judge("verify", form);
            assertThat(verified.status()).as(verified.err()).isZero();
            assertThat(verified.out())
                    .contains("is sound: sallyport 1.2.0 for centos-10")
                    .contains("(for development)");
            assertThat(judge("inspect", form, "-o", "json").out()).contains("\"forDevelopment\" : true");
        }
    }

    @Test
    void plansTheWayFromAnOldVersion() {
        run(pack.toArray(String[]::new));
        assertThat(judge("plan", "upg", "--from", "0.8.4").out()).isEqualTo("1.0.0\n1.2.0\n");
        Outcome none = judge("plan", "upg", "--from", "0.7.0");
        assertThat(none.status()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(none.err()).contains("No way is known from 0.7.0 to 1.2.0.");
    }

    @Test
    void refusesKeysForDevelopmentWhereTheyMustNotBe() {
        run(pack.toArray(String[]::new));
        Outcome outcome = judge("verify", "upg", "--release");
        assertThat(outcome.status()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(outcome.err()).contains("is signed with a key for development");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("sallyport-1.2.0-centos-10.upg"), "x".repeat(600));
        Outcome damaged = judge("verify", "upg");
        assertThat(damaged.status()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(damaged.err()).isEqualTo("sallyport: byte 0: not the ustar header of a plain file.\n");
        Files.delete(file);
        assertThat(judge("verify", "upg").status()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run(pack.toArray(String[]::new)).status()).isZero();
        Outcome untrusted = run("upgrade", "verify", "--trust", folder.toString(), file.toString());
        assertThat(untrusted.status()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(untrusted.err()).contains("This machine trusts no authority for packages.");
    }

    @Test
    void refusesToPackNonsense() {
        pack.set(pack.indexOf("1.2.0"), "one");
        Outcome outcome = run(pack.toArray(String[]::new));
        assertThat(outcome.status()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(outcome.err()).contains("version = one: It is no version.");
    }

    private Outcome judge(String command, String form, String... more) {
        List<String> arguments = new ArrayList<>(List.of("upgrade", command));
        arguments.addAll(
                List.of("--authorities", folder.resolve("keys/authority.pem").toString()));
        arguments.addAll(List.of(more));
        arguments.add(folder.resolve("sallyport-1.2.0-centos-10." + form).toString());
        return run(arguments.toArray(String[]::new));
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Sallyport.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Outcome(line.execute(arguments), out.toString(), err.toString());
    }
}
