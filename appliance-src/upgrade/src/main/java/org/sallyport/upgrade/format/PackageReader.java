package org.sallyport.upgrade.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.archive.UstarReader;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.upgrade.signature.Signer;
import org.sallyport.upgrade.signature.TrustedSigners;
import org.sallyport.upgrade.signature.UntrustedPackageException;

/**
 * Reads a package from start to end, while it comes in: the manifest and who signed it first, then each block, which is proven
 * before anybody sees it. Takes a {@code .upg} and a {@code .bin} alike.
 */
public final class PackageReader implements Closeable {
    private static final int MOST_SIGNATURE = 64 << 10;

    private final InputStream file;
    private final UstarReader archive;
    private final Manifest manifest;
    private final Signer signer;

    private PackageReader(InputStream file, UstarReader archive, Manifest manifest, Signer signer) {
        this.file = file;
        this.archive = archive;
        this.manifest = manifest;
        this.signer = signer;
    }

    /** Takes what is proven. */
    @FunctionalInterface
    public interface Sink {
        /** The next {@code length} bytes of a member; the array is used again afterwards. */
        void take(byte[] block, int length) throws IOException;
    }

    /**
     * Reads manifest and signature.
     *
     * @param file closed with the reader, or when it is refused
     * @throws DamagedFileException when it is no package, naming the place
     * @throws UntrustedPackageException when nobody trusted signed it
     */
    public static PackageReader open(InputStream file, TrustedSigners trusted) throws IOException {
        try {
            UstarReader archive = new UstarReader(SelfExtracting.packageIn(file));
            UstarReader.Member manifestMember = next(archive, Manifest.NAME, Manifest.MOST_BYTES);
            byte[] manifest = content(archive, manifestMember);
            UstarReader.Member signatureMember = next(archive, Manifest.SIGNATURE, MOST_SIGNATURE);
            byte[] signature = content(archive, signatureMember);
            Manifest read = Manifest.read(manifest);
            Signer signer = trusted.verify(manifest, signature, read.created());
            PackageReader reader = new PackageReader(file, archive, read, signer);
            reader.checkTime(manifestMember);
            reader.checkTime(signatureMember);
            return reader;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    public Signer signer() {
        return signer;
    }

    /**
     * Reads all the rest.
     *
     * @param sinks what takes each member
     * @throws DamagedFileException at the first byte that is not as the manifest says; what was handed out before is sound
     */
    public void read(Function<Member, Sink> sinks) throws IOException {
        for (Member member : manifest.members()) {
            UstarReader.@Nullable Member found = archive.next();
            if (found == null || !found.name().equals(member.name()) || found.size() != member.size()) {
                throw new DamagedFileException(
                        found == null ? "its end" : found.name(),
                        "the manifest names " + member.name() + " of " + member.size() + " bytes here");
            }
            checkTime(found);
            read(member, sinks.apply(member));
        }
        UstarReader.@Nullable Member further = archive.next();
        if (further != null) {
            throw new DamagedFileException(further.name(), "the manifest does not name it");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Block by block; the hash of the whole would say the same once more, for as much time again. */
    private void read(Member member, Sink sink) throws IOException {
        InputStream content = archive.content();
        byte[] block = new byte[Member.BLOCK];
        for (int i = 0; i < member.blocks().size(); i++) {
            int length = member.lengthOf(i);
            if (content.readNBytes(block, 0, length) < length) {
                throw new DamagedFileException(member.name(), "it ends in block " + i);
            }
            if (!Member.hash(block, length).equals(member.blocks().get(i))) {
                throw new DamagedFileException(member.name(), "block " + i + " is not the one that was signed");
            }
            sink.take(block, length);
        }
    }

    /** Every member bears the time of the manifest; another shows that somebody touched the archive. */
    private void checkTime(UstarReader.Member member) throws DamagedFileException {
        if (member.modified() != manifest.created().getEpochSecond()) {
            throw new DamagedFileException(member.name(), "its time is not that of the manifest");
        }
    }

    private static UstarReader.Member next(UstarReader archive, String name, int most) throws IOException {
        UstarReader.@Nullable Member member = archive.next();
        if (member == null || !member.name().equals(name)) {
            throw new DamagedFileException(
                    member == null ? "its end" : member.name(), "a package has " + name + " here");
        }
        if (member.size() > most) {
            throw new DamagedFileException(name, "it is longer than " + most + " bytes");
        }
        return member;
    }

    private static byte[] content(UstarReader archive, UstarReader.Member member) throws IOException {
        byte[] content = archive.content().readNBytes((int) member.size());
        if (content.length < member.size()) {
            throw new DamagedFileException(member.name(), "it ends too soon");
        }
        return content;
    }
}
