package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultResponse;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Deletes, brings back and destroys single versions. */
final class KvVersions {
    private final KvSecrets secrets;

    KvVersions(KvSecrets secrets) {
        this.secrets = secrets;
    }

    List<Endpoint> endpoints() {
        return List.of(
                each("delete/{path+}", (path, known, numbers) -> delete(secrets, path, known, numbers)),
                each("undelete/{path+}", this::undelete),
                each("destroy/{path+}", this::destroy));
    }

    private interface Change {
        void apply(String path, KvMetadata known, List<Integer> numbers);
    }

    private Endpoint each(String template, Change change) {
        return Endpoint.at(template)
                .fields(Field.integers("versions"))
                .onWrite((request, fields) -> run(fields, change))
                .exists((request, fields) -> secrets.find(fields.string("path")).isPresent())
                .on(Operation.CREATE, (request, fields) -> run(fields, change));
    }

    private VaultResponse run(FieldValues fields, Change change) {
        List<Integer> numbers =
                fields.integers("versions").stream().map(Long::intValue).toList();
        VaultException.refuseIf(numbers.isEmpty(), "No version number provided");
        String path = fields.string("path");
        return secrets.alone(path, () -> {
            secrets.find(path).ifPresent(known -> change.apply(path, known, numbers));
            return VaultResponse.NOTHING;
        });
    }

    static void delete(KvSecrets secrets, String path, KvMetadata known, List<Integer> numbers) {
        change(
                secrets,
                path,
                known,
                numbers,
                version -> secrets.isDeleted(version) ? version : version.deletedAt(secrets.now()));
    }

    private void undelete(String path, KvMetadata known, List<Integer> numbers) {
        change(secrets, path, known, numbers, version -> version.destroyed() ? version : version.deletedAt(""));
    }

    private void destroy(String path, KvMetadata known, List<Integer> numbers) {
        numbers.stream().filter(known.versions()::containsKey).forEach(number -> secrets.destroyValue(path, number));
        change(secrets, path, known, numbers, KvVersion::gone);
    }

    private static void change(
            KvSecrets secrets, String path, KvMetadata known, List<Integer> numbers, UnaryOperator<KvVersion> how) {
        TreeMap<Integer, KvVersion> versions = new TreeMap<>(known.versions());
        numbers.forEach(number -> versions.computeIfPresent(number, (key, version) -> how.apply(version)));
        secrets.put(path, known.with(versions, known.updated()));
    }
}
