package dev.fabula.local.supervisor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data folder belongs to one process at a time. The lock is the operating system's, so it ends with its process,
 * however that dies; the text in the file only says who it is.
 */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "lock";
    // Beyond any text, so that the text can be read while the lock is held.
    private static final long LOCKED_BYTE = 1 << 20;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path data) throws IOException {
        FileChannel channel = FileChannel.open(data.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            String who = read(data)
                    .map(holder -> "process " + holder.pid() + ", since " + holder.since())
                    .orElse("another process");
            throw new LocalServersException("the data folder " + data + " is in use by " + who
                    + "; `fabula status` shows it, `fabula down` stops it");
        }
        String text = ProcessHandle.current().pid() + " " + Instant.now() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        channel.force(false);
        return new FolderLock(channel);
    }

    static Optional<Holder> holder(Path data) {
        if (!Files.exists(data.resolve(FILE))) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(data.resolve(FILE), StandardOpenOption.WRITE)) {
            FileLock free = tryLock(channel);
            if (free != null) {
                free.release();
                return Optional.empty();
            }
            return read(data);
        } catch (IOException unreadable) {
            throw new LocalServersException(
                    "cannot read the lock of " + data + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static Optional<Holder> read(Path data) throws IOException {
        String[] words = Files.readString(data.resolve(FILE)).strip().split(" ", 2);
        return words.length == 2
                ? Optional.of(new Holder(Long.parseLong(words[0]), Instant.parse(words[1])))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
