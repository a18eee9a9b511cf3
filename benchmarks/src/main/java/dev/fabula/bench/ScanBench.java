package dev.fabula.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "scan")
final class ScanBench implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
