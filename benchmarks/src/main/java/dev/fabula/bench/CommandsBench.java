package dev.fabula.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "commands")
final class CommandsBench implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
