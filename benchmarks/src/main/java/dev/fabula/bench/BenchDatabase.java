package dev.fabula.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.PostgresDatabases;
import dev.fabula.local.supervisor.ServerKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PostgreSQL with an empty database, gone when closed. */
final class BenchDatabase implements AutoCloseable {

    private final Path folder;
    private final LocalServers servers;
    private final DatabaseAccess access;
    private final List<HikariDataSource> pools = new ArrayList<>();

    private BenchDatabase(Path folder, LocalServers servers, DatabaseAccess access) {
        this.folder = folder;
        this.servers = servers;
        this.access = access;
    }

    static BenchDatabase start() throws IOException {
        Path home = Path.of(System.getProperty("fabula.home", "")).toAbsolutePath();
        Path target = Files.createDirectories(home.resolve("target"));
        Path folder = Files.createTempDirectory(target, "bench-");
        LocalServers servers = LocalServers.open(home, folder, Set.of(ServerKind.POSTGRES), (_, _) -> {});
        servers.start();
        servers.ready(ServerKind.POSTGRES).join();
        return new BenchDatabase(
                folder,
                servers,
                PostgresDatabases.prepare(servers.endpoint(ServerKind.POSTGRES), "bench", folder.resolve("secrets")));
    }

    DatabaseAccess access() {
        return access;
    }

    Connection connect(DatabaseAccess.Login login) throws SQLException {
        return DriverManager.getConnection(access.url(), login.user(), login.password());
    }

    HikariDataSource pool(DatabaseAccess.Login login, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(access.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(size);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    void execute(String sql) throws SQLException {
        try (Connection owner = connect(access.owner());
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What bears on the figures. */
    String settings() throws SQLException {
        StringBuilder said = new StringBuilder("PostgreSQL ");
        try (Connection owner = connect(access.owner());
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, setting FROM pg_settings WHERE name IN"
                        + " ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_level',"
                        + " 'shared_buffers', 'wal_sync_method', 'max_wal_size', 'data_checksums') ORDER BY name")) {
            while (row.next()) {
                said.append(row.getString(1))
                        .append('=')
                        .append(row.getString(2))
                        .append(' ');
            }
        }
        return said.append("| ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" cores, Java ")
                .append(Runtime.version())
                .append(", ")
                .append(ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(MemoryManagerMXBean::getName)
                        .collect(Collectors.joining(", ")))
                .toString();
    }

    @Override
    public void close() throws IOException {
        pools.forEach(HikariDataSource::close);
        servers.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
