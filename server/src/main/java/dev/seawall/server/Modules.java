package dev.seawall.server;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.server.admission.AdmissionModule;
import dev.seawall.server.api.WebModule;
import dev.seawall.server.logs.LogsModule;
import dev.seawall.server.module.ServerModule;
import dev.seawall.server.registry.RegistryModule;
import dev.seawall.server.store.embedded.SqliteVaultStorage;
import dev.seawall.server.store.lucene.LuceneLineIndex;
import dev.seawall.server.store.postgres.PostgresUsers;
import dev.seawall.server.vault.VaultModule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The list of modules; a new one is a class and one line here. */
final class Modules {
    private Modules() {}

    private static SortedMap<String, Supplier<ServerModule>> all() {
        // keep sorted, one to a line
        return new TreeMap<>(Map.ofEntries(
                Map.entry("admission", AdmissionModule::new),
                Map.entry("api", WebModule::withoutPages),
                Map.entry("logs", () -> new LogsModule(LuceneLineIndex::open)),
                Map.entry("registry", RegistryModule::new),
                Map.entry("vault", () -> new VaultModule(SqliteVaultStorage::open, new PostgresUsers())),
                Map.entry("web", WebModule::withPages)));
    }

    /** What {@code --only} and the configuration file may name. */
    static Set<String> names() {
        return all().keySet();
    }

    /**
     * The modules to start, each once.
     *
     * @param only names; empty for all
     * @throws SeawallException where a name is unknown
     */
    static List<ServerModule> select(List<String> only) {
        SortedMap<String, Supplier<ServerModule>> all = all();
        Set<String> wanted = new HashSet<>(only.isEmpty() ? all.keySet() : only);
        if (wanted.contains("web")) {
            wanted.remove("api"); // pages come with the API
        }
        List<String> unknown =
                wanted.stream().filter(name -> !all.containsKey(name)).sorted().toList();
        if (!unknown.isEmpty()) {
            throw new SeawallException(
                    "start the modules " + String.join(", ", only),
                    "there is no module " + String.join(", ", unknown),
                    "Choose from " + String.join(", ", all.keySet()));
        }
        List<ServerModule> chosen = new ArrayList<>();
        all.forEach((name, module) -> {
            if (wanted.contains(name)) {
                chosen.add(module.get());
            }
        });
        return chosen;
    }
}
