package dev.fabula.application.storysession;

import dev.fabula.application.FabulaApplication;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Another node in a process of its own, which can be killed. Says its port; ends with whoever started it. */
final class StoryNode {

    private StoryNode() {}

    /** Arguments: settings, as --key=value. */
    public static void main(String[] args) throws Exception {
        var context = SpringApplication.run(FabulaApplication.class, Arrays.copyOf(args, args.length));
        System.out.println(
                "port " + ((WebServerApplicationContext) context).getWebServer().getPort());
        System.out.flush();
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        Runtime.getRuntime().halt(0);
    }
}
