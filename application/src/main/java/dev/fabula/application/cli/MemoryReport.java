package dev.fabula.application.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Resident memory of the application and everything it started, from Linux' /proc. */
final class MemoryReport {

    private final PrintWriter out;

    MemoryReport(PrintWriter out) {
        this.out = out;
    }

    void print(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            long own = kilobytes(process.pid());
            long others = process.descendants()
                    .mapToLong(child -> kilobytes(child.pid()))
                    .sum();
            out.printf(
                    "memory         %d MB resident: application %d MB, local servers %d MB%n",
                    (own + others) / 1024, own / 1024, others / 1024);
        });
    }

    /** Proportional where readable: pages that PostgreSQL's processes share count once. */
    private static long kilobytes(long pid) {
        long shared = find(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:");
        return shared > 0 ? shared : find(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
    }

    private static long find(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException notLinuxOrNotOurs) {
            return 0;
        }
    }
}
