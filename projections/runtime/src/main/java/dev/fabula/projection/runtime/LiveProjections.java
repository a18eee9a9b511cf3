package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.codec.AxonSerializers;
import dev.fabula.projection.TenantKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The generations that this node keeps up with the history: one of Axon's processors each, on threads they share. */
final class LiveProjections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveProjections.class);
    private static final long LONGEST_STOP_SECONDS = 10;

    private final ProjectionDatabase database;
    private final Workshop workshop;
    private final HistoryFeed feed;
    private final ProjectionSettings settings;
    private final TokenStore tokens;
    private final IntSupplier nodes;
    private final BiConsumer<Generation, List<Recorded<DomainEvent>>> folded;
    private final ScheduledExecutorService coordinators;
    private final ScheduledExecutorService workers;
    private final Map<Long, PooledStreamingEventProcessor> running = new HashMap<>();

    /**
     * @param node a name that no other node has
     * @param nodes how many nodes share the segments, this one included
     * @param folded told of each batch once it is in the sink
     */
    LiveProjections(
            ProjectionDatabase database,
            Workshop workshop,
            HistoryFeed feed,
            ProjectionSettings settings,
            String node,
            IntSupplier nodes,
            BiConsumer<Generation, List<Recorded<DomainEvent>>> folded) {
        this.database = database;
        this.workshop = workshop;
        this.feed = feed;
        this.settings = settings;
        this.nodes = nodes;
        this.folded = folded;
        tokens = tokenStore(
                new SpringDataSourceConnectionProvider(database.dataSource()), node, settings.claimTimeout());
        coordinators = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("projection-reader-", 1).factory());
        workers = Executors.newScheduledThreadPool(
                settings.threads(),
                Thread.ofPlatform().daemon().name("projection-", 1).factory());
    }

    private static TokenStore tokenStore(ConnectionProvider connections, String node, Duration claimTimeout) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(AxonSerializers.general())
                .contentType(byte[].class)
                .nodeId(node)
                .claimTimeout(claimTimeout)
                .schema(TokenSchema.builder()
                        .setTokenTable("projection.token")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .build();
    }

    /** Says from where on a generation follows the history, in the current transaction. */
    void beginAfter(Generation generation, long position) {
        tokens.initializeTokenSegments(generation.processor(), settings.segments(), feed.token(position));
    }

    /** Starts and stops what is needed for exactly these to run. */
    synchronized void run(List<Generation> wanted) {
        Map<Long, Generation> byId = new HashMap<>();
        wanted.forEach(generation -> byId.put(generation.id(), generation));
        List.copyOf(running.keySet()).stream()
                .filter(id -> !byId.containsKey(id))
                .forEach(id -> stop(List.of(running.remove(id))));
        for (Generation generation : wanted) {
            if (!running.containsKey(generation.id())) {
                workshop.tools(generation).ifPresent(tools -> running.put(generation.id(), start(generation, tools)));
            }
        }
    }

    private PooledStreamingEventProcessor start(Generation generation, Workshop.Tools<?, ?> tools) {
        LOG.info("{} follows the history", generation.processor());
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(generation.processor())
                .eventHandlerInvoker(invoker(generation, tools))
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(feed.source(tools.types()))
                .tokenStore(tokens)
                .transactionManager(database.axon())
                .coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialSegmentCount(settings.segments())
                .initialToken(_ -> feed.token(0))
                .tokenClaimInterval(settings.claimTimeout().toMillis() / 4)
                .claimExtensionThreshold(settings.claimTimeout().toMillis() / 3)
                .maxSegmentProvider(_ -> share())
                .batchSize(settings.batch())
                .build();
        processor.start();
        return processor;
    }

    private <K, V> FoldingInvoker<K, V> invoker(Generation generation, Workshop.Tools<K, V> tools) {
        LiveBatch<K, V> batch = tools.batch(generation);
        return new FoldingInvoker<>(
                tools.registered().projection(),
                batch,
                feed::recorded,
                (_, events) -> folded.accept(generation, events));
    }

    /** So that nodes that come late get their part: the first to come would hold all. */
    private int share() {
        return Math.ceilDiv(settings.segments(), Math.max(1, nodes.getAsInt()));
    }

    /** Which segment of a generation a key falls into. */
    private static int segmentOf(int spread, Map<Integer, Long> positions) {
        int[] ids = positions.keySet().stream().mapToInt(Integer::intValue).toArray();
        for (int id : ids) {
            if (Segment.computeSegment(id, ids).matches(spread)) {
                return id;
            }
        }
        throw new IllegalStateException("no segment of " + positions.keySet() + " is responsible for " + spread);
    }

    /** How far the segment of a key has come; 0 where the generation does not follow yet. */
    static long reached(TenantKey key, Map<Integer, Long> positions) {
        return positions.isEmpty() ? 0 : positions.getOrDefault(segmentOf(key.spread(), positions), 0L);
    }

    private static void stop(List<PooledStreamingEventProcessor> processors) {
        List<CompletableFuture<Void>> stopping = new ArrayList<>();
        processors.forEach(processor -> {
            LOG.info("{} stops following the history", processor.getName());
            stopping.add(processor.shutdownAsync());
        });
        try {
            CompletableFuture.allOf(stopping.toArray(CompletableFuture<?>[]::new))
                    .get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException slow) {
            LOG.warn("processors did not stop in order, their segments move on when their claims expire", slow);
        }
    }

    @Override
    public synchronized void close() {
        stop(List.copyOf(running.values()));
        running.clear();
        coordinators.shutdownNow();
        workers.shutdownNow();
    }
}
