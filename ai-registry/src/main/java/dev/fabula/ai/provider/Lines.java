package dev.fabula.ai.provider;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Knows which connection belongs to which call, so that it can be cut when nobody listens any more. The libraries' own
 * ways of cancelling reach the connection in some of its states only; in the others it would live on until their time
 * limit. Calls are told apart by a header, which goes no further than here.
 */
final class Lines implements Interceptor {

    static final String HEADER = "Fabula-Line";

    private final Map<String, Line> open = new ConcurrentHashMap<>();

    Line open() {
        var line = new Line(UUID.randomUUID().toString());
        open.put(line.id, line);
        return line;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        String id = chain.request().header(HEADER);
        if (id == null) {
            return chain.proceed(chain.request());
        }
        Line line = open.get(id);
        if (line == null) {
            throw new IOException("given up before it was sent");
        }
        line.attach(chain.call());
        return chain.proceed(chain.request().newBuilder().removeHeader(HEADER).build());
    }

    /** One call's. */
    final class Line {

        private final String id;
        private @Nullable Call call;
        private boolean cut;

        private Line(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        private synchronized void attach(Call attached) {
            call = attached;
            if (cut) {
                attached.cancel();
            }
        }

        /** Closes the connection, at once or as soon as there is one. */
        synchronized void cut() {
            cut = true;
            if (call != null) {
                call.cancel();
            }
        }

        void close() {
            open.remove(id);
        }
    }
}
