package dev.fabula.application.cli;

import dev.fabula.application.FabulaApplication;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The Spring application in this process. */
final class Server {

    private @Nullable ConfigurableApplicationContext context;

    /**
     * Starts it; returns once it serves.
     *
     * @param settings defaults, below everything that is configured
     * @return the TCP port it serves on
     */
    int start(Map<String, String> settings) {
        SpringApplication application = new SpringApplication(FabulaApplication.class);
        // Ours stops the servers afterwards, so it must be the one that knows the order.
        application.setRegisterShutdownHook(false);
        Map<String, Object> defaults = new HashMap<>(settings);
        if (!Terminal.present()) {
            defaults.put("logging.structured.format.console", "logstash");
        }
        application.setDefaultProperties(defaults);
        ConfigurableApplicationContext started = application.run();
        synchronized (this) {
            context = started;
        }
        WebServer web = ((WebServerApplicationContext) started).getWebServer();
        if (web == null) {
            throw new IllegalStateException("the application has no web server");
        }
        return web.getPort();
    }

    /** Lets requests under way finish, then closes. */
    synchronized void stop() {
        if (context != null) {
            context.close();
        }
    }
}
