package dev.seawall.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kinds of request that the conformance suite of the distribution specification sends, to a registry by itself and
 * through the guard: no status is worse.
 */
final class SameStatusIT {
    private static final String MANIFEST = Pushed.TYPE;
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    @TempDir
    private Path folder;

    private record Step(String name, int status, String headers) {}

    /** One run of all requests against one registry. */
    private static final class Suite {
        private final Http http;
        private final List<Step> steps = new ArrayList<>();

        Suite(Http http) {
            this.http = http;
        }

        HttpResponse<String> step(String name, String method, String path, String body, String... headers)
                throws IOException, InterruptedException {
            HttpResponse<String> answer = http.send(method, path, body, headers);
            String seen = "";
            for (String header : List.of(
                    "Docker-Content-Digest",
                    "Range",
                    "Content-Type",
                    "Content-Range",
                    "Accept-Ranges",
                    "Docker-Distribution-Api-Version")) {
                seen += header + "=" + answer.headers().firstValue(header).orElse("-") + " ";
            }
            steps.add(new Step(
                    name,
                    answer.statusCode(),
                    seen + "Location=" + answer.headers().firstValue("Location").isPresent()));
            return answer;
        }

        private static String location(HttpResponse<String> answer) {
            return answer.headers().firstValue("Location").orElse("/v2/none/blobs/uploads/none");
        }

        private static String with(String location, String query) {
            return location + (location.contains("?") ? "&" : "?") + query;
        }

        private static String digest(String content) {
            return Digest.sha256(content.getBytes(StandardCharsets.ISO_8859_1)).toString();
        }

        void run() throws IOException, InterruptedException {
            step("ping", "GET", "/v2/", "");
            blobs();
            chunks();
            manifests();
            listings();
            deletions();
        }

        private void blobs() throws IOException, InterruptedException {
            String blob = "hello blob";
            step("no blob", "GET", "/v2/conf/app/blobs/" + digest("nothing"), "");
            step("no blob head", "HEAD", "/v2/conf/app/blobs/" + digest("nothing"), "");
            step("bad digest", "GET", "/v2/conf/app/blobs/sha256:xyz", "");
            step("odd algorithm", "HEAD", "/v2/conf/app/blobs/sha1:abc", "");
            HttpResponse<String> start = step("start", "POST", "/v2/conf/app/blobs/uploads/", "");
            step("status", "GET", location(start), "");
            step(
                    "put",
                    "PUT",
                    with(location(start), "digest=" + digest(blob)),
                    blob,
                    "Content-Type",
                    "application/octet-stream");
            step(
                    "single post",
                    "POST",
                    "/v2/conf/app/blobs/uploads/?digest=" + digest("single"),
                    "single",
                    "Content-Type",
                    "application/octet-stream");
            step("get", "GET", "/v2/conf/app/blobs/" + digest(blob), "");
            step("head", "HEAD", "/v2/conf/app/blobs/" + digest(blob), "");
            step("range", "GET", "/v2/conf/app/blobs/" + digest(blob), "", "Range", "bytes=2-4");
            step("bad range", "HEAD", "/v2/conf/app/blobs/" + digest(blob), "", "Range", "bytes=900-901");
            HttpResponse<String> wrong = step("start", "POST", "/v2/conf/app/blobs/uploads/", "");
            step("wrong digest", "PUT", with(location(wrong), "digest=" + digest("other")), blob);
            HttpResponse<String> bad = step("start", "POST", "/v2/conf/app/blobs/uploads/", "");
            step("no digest", "PUT", location(bad), blob);
            step("cancel", "DELETE", location(bad), "");
            step("cancelled", "GET", location(bad), "");
            step("mount", "POST", "/v2/conf/second/blobs/uploads/?mount=" + digest(blob) + "&from=conf/app", "");
            step("mounted", "HEAD", "/v2/conf/second/blobs/" + digest(blob), "");
            step(
                    "mount nothing",
                    "POST",
                    "/v2/conf/second/blobs/uploads/?mount=" + digest("no") + "&from=conf/app",
                    "");
            step("mount from nowhere", "POST", "/v2/conf/second/blobs/uploads/?mount=" + digest("no"), "");
        }

        private void chunks() throws IOException, InterruptedException {
            HttpResponse<String> start = step("start", "POST", "/v2/conf/app/blobs/uploads/", "");
            HttpResponse<String> one = step(
                    "chunk 1",
                    "PATCH",
                    location(start),
                    "first-",
                    "Content-Type",
                    "application/octet-stream",
                    "Content-Range",
                    "0-5");
            step("status", "GET", location(one), "");
            HttpResponse<String> gap = step(
                    "gap",
                    "PATCH",
                    location(one),
                    "far",
                    "Content-Type",
                    "application/octet-stream",
                    "Content-Range",
                    "60-62");
            HttpResponse<String> two = step(
                    "chunk 2",
                    "PATCH",
                    gap.statusCode() == 202 ? location(gap) : location(one),
                    "second",
                    "Content-Type",
                    "application/octet-stream",
                    "Content-Range",
                    "6-11");
            step(
                    "end",
                    "PUT",
                    with(
                            location(two),
                            "digest=" + digest(gap.statusCode() == 202 ? "first-farsecond" : "first-second")),
                    "");
            HttpResponse<String> stream = step("start", "POST", "/v2/conf/app/blobs/uploads/", "");
            HttpResponse<String> whole =
                    step("streamed", "PATCH", location(stream), "streamed", "Content-Type", "application/octet-stream");
            step("end", "PUT", with(location(whole), "digest=" + digest("streamed")), "");
            HttpResponse<String> empty = step("start", "POST", "/v2/conf/app/blobs/uploads/", "");
            step("empty", "PUT", with(location(empty), "digest=" + digest("")), "");
        }

        private void manifests() throws IOException, InterruptedException {
            String config = "{\"architecture\":\"amd64\",\"os\":\"linux\"}";
            Pushed.blob(http, "conf/app", config.getBytes(StandardCharsets.UTF_8));
            String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST
                    + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                    + digest(config)
                    + "\",\"size\":" + config.length() + "},\"layers\":[]}";
            step("manifest", "PUT", "/v2/conf/app/manifests/one", manifest, "Content-Type", MANIFEST);
            step("by digest", "PUT", "/v2/conf/app/manifests/" + digest(manifest), manifest, "Content-Type", MANIFEST);
            step("wrong digest", "PUT", "/v2/conf/app/manifests/" + digest("x"), manifest, "Content-Type", MANIFEST);
            step("no json", "PUT", "/v2/conf/app/manifests/two", "blablabla", "Content-Type", MANIFEST);
            step("no type", "PUT", "/v2/conf/app/manifests/two", manifest);
            step("empty", "PUT", "/v2/conf/app/manifests/two", "", "Content-Type", MANIFEST);
            step(
                    "missing blob",
                    "PUT",
                    "/v2/conf/app/manifests/two",
                    manifest.replace(digest(config), digest("none")),
                    "Content-Type",
                    MANIFEST);
            step("get", "GET", "/v2/conf/app/manifests/one", "", "Accept", MANIFEST);
            step("head", "HEAD", "/v2/conf/app/manifests/one", "", "Accept", MANIFEST);
            step("get by digest", "GET", "/v2/conf/app/manifests/" + digest(manifest), "", "Accept", MANIFEST);
            step("other type", "GET", "/v2/conf/app/manifests/one", "", "Accept", "application/json");
            step("any type", "GET", "/v2/conf/app/manifests/one", "", "Accept", "*/*");
            step("none", "GET", "/v2/conf/app/manifests/none", "", "Accept", MANIFEST);
            step("none head", "HEAD", "/v2/conf/app/manifests/none", "", "Accept", MANIFEST);
            step("bad name", "GET", "/v2/conf/app/manifests/.INVALID_MANIFEST_NAME", "", "Accept", MANIFEST);
            step(
                    "unchanged",
                    "GET",
                    "/v2/conf/app/manifests/one",
                    "",
                    "Accept",
                    MANIFEST,
                    "If-None-Match",
                    "\"" + digest(manifest) + "\"");
            String index = "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[{\"mediaType\":\""
                    + MANIFEST + "\",\"digest\":\"" + digest(manifest) + "\",\"size\":" + manifest.length() + "}]}";
            step("index", "PUT", "/v2/conf/app/manifests/index", index, "Content-Type", INDEX);
            step("get index", "GET", "/v2/conf/app/manifests/index", "", "Accept", INDEX);
            step(
                    "with subject",
                    "PUT",
                    "/v2/conf/app/manifests/refers",
                    manifest.replace(
                            "\"layers\"",
                            "\"subject\":{\"mediaType\":\"" + MANIFEST + "\",\"digest\":\"" + digest(manifest)
                                    + "\",\"size\":" + manifest.length() + "},\"layers\""),
                    "Content-Type",
                    MANIFEST);
            step("referrers", "GET", "/v2/conf/app/referrers/" + digest(manifest), "");
            step("no referrers", "GET", "/v2/conf/app/referrers/" + digest("none"), "");
            step("referrers of none", "GET", "/v2/conf/nowhere/referrers/" + digest("none"), "");
            step("delete tag", "DELETE", "/v2/conf/app/manifests/refers", "");
            step("delete index", "DELETE", "/v2/conf/app/manifests/" + digest(index), "");
            step("delete", "DELETE", "/v2/conf/app/manifests/" + digest(manifest), "");
            step("deleted", "GET", "/v2/conf/app/manifests/" + digest(manifest), "", "Accept", MANIFEST);
        }

        private void listings() throws IOException, InterruptedException {
            step("tags", "GET", "/v2/conf/app/tags/list", "");
            step("one tag", "GET", "/v2/conf/app/tags/list?n=1", "");
            step("no tags", "GET", "/v2/conf/app/tags/list?n=0", "");
            step("after", "GET", "/v2/conf/app/tags/list?n=2&last=index", "");
            step("tags of none", "GET", "/v2/conf/nowhere/tags/list", "");
            step("catalog", "GET", "/v2/_catalog", "");
            step("catalog page", "GET", "/v2/_catalog?n=1", "");
        }

        private void deletions() throws IOException, InterruptedException {
            step("delete blob", "DELETE", "/v2/conf/app/blobs/" + digest("hello blob"), "");
            step("deleted blob", "GET", "/v2/conf/app/blobs/" + digest("hello blob"), "");
            step("delete none", "DELETE", "/v2/conf/app/blobs/" + digest("none"), "");
            step("odd method", "POST", "/v2/conf/app/manifests/one", "x");
        }
    }

    @Test
    void noStatusIsWorseThanTheBackendAlone() throws Exception {
        try (RealBackend alone = RealBackend.start(folder.resolve("alone"));
                RealBackend behind = RealBackend.start(folder.resolve("behind"));
                GuardedRegistry guard =
                        GuardedRegistry.start(folder.resolve("guard"), "off", """
                        backend: http://%s
                        repositories: [{match: "**", pull: ["*"], push: ["*"], delete: ["*"]}]
                        """.formatted(behind.host()))) {
            Suite bare = new Suite(new Http("http://" + alone.host()));
            Suite guarded = new Suite(new Http(guard.url()));
            bare.run();
            guarded.run();
            assertEquals(bare.steps.size(), guarded.steps.size());
            List<String> worse = new ArrayList<>();
            for (int i = 0; i < bare.steps.size(); i++) {
                compare(bare.steps.get(i), guarded.steps.get(i), worse);
            }
            assertTrue(worse.isEmpty(), String.join("\n", worse));
        }
    }

    private static void compare(Step bare, Step guarded, List<String> worse) {
        boolean better = guarded.status() < 300 && bare.status() >= 300;
        if (!better && bare.status() != guarded.status()) {
            worse.add(bare.name() + ": alone " + bare.status() + ", guarded " + guarded.status());
        } else if (bare.status() < 300 && !bare.headers().equals(guarded.headers())) {
            worse.add(bare.name() + ": alone " + bare.headers() + ", guarded " + guarded.headers());
        }
    }
}
