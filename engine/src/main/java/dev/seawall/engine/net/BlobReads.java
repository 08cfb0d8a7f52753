package dev.seawall.engine.net;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Opens blobs from the network and opens them again where they broke. */
final class BlobReads {
    private final RegistryCalls calls;
    private final HttpTransport transport;
    private final RegistryOptions options;

    BlobReads(RegistryCalls calls, HttpTransport transport, RegistryOptions options) {
        this.calls = calls;
        this.transport = transport;
        this.options = options;
    }

    /** Asks for a range; a redirect to storage is followed anew each time, since such addresses expire. */
    private interface Ask {
        HttpAnswer send(long offset) throws IOException;
    }

    InputStream open(ImageRef repository, Digest digest, long sizeBytes) throws IOException {
        HttpCall call = calls.get(repository, "/blobs/" + digest);
        return resuming(sizeBytes, offset -> calls.successful(from(call, offset), RegistryClient.pull(repository)));
    }

    InputStream foreign(String url, long sizeBytes) throws IOException {
        URI uri = HttpTransport.resolve(URI.create("https://localhost/"), url);
        HttpCall call = HttpCall.get(uri, uri.getAuthority());
        return resuming(sizeBytes, offset -> anonymous(from(call, offset)));
    }

    private HttpAnswer anonymous(HttpCall call) throws IOException {
        HttpAnswer answer = transport.send(call);
        if (answer.status() / 100 == 2) {
            return answer;
        }
        try (answer) {
            throw new RegistryException(
                    answer.status(), "", answer.uri().getAuthority() + " answered " + answer.status());
        }
    }

    private static HttpCall from(HttpCall call, long offset) {
        return offset == 0 ? call : call.with("Range", "bytes=" + offset + "-");
    }

    private InputStream resuming(long sizeBytes, Ask ask) throws IOException {
        HttpAnswer first = ask.send(0);
        long length = first.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (sizeBytes >= 0 && length >= 0 && length != sizeBytes) {
            first.close();
            throw new RefusedException("the blob has " + length + " bytes, its manifest states " + sizeBytes);
        }
        return new ResumingStream(
                first.body(), sizeBytes >= 0 ? sizeBytes : length, offset -> rest(ask, offset), this::rest);
    }

    /** The body from the offset on, whether the server understood Range or not. */
    private static InputStream rest(Ask ask, long offset) throws IOException {
        HttpAnswer answer = ask.send(offset);
        boolean partial = answer.status() == 206;
        if (partial && !answer.header("Content-Range").startsWith("bytes " + offset + "-")) {
            answer.close();
            throw new RefusedException(answer.uri().getAuthority() + " sent another range than it was asked for");
        }
        InputStream body = answer.body();
        if (!partial) {
            skip(body, offset);
        }
        return body;
    }

    private static void skip(InputStream body, long count) throws IOException {
        try {
            body.skipNBytes(count);
        } catch (EOFException e) {
            throw new RefusedException("the blob became shorter between two tries");
        }
    }

    private void rest(int failures, IOException because) throws IOException {
        if (failures >= options.retries()) {
            throw because;
        }
        transport.pause(failures, "");
    }
}
