package dev.seawall.engine.net;

import dev.seawall.engine.files.PieceStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response body as a stream that gives up when the server falls silent. The JDK's own stream waits for ever: its
 * request timeout ends with the headers. Two deliveries at most are kept in memory.
 */
final class StreamedBody extends PieceStream implements BodySubscriber<InputStream> {
    /** One delivery, or the end, or the failure that ended it. */
    private record Delivery(
            List<ByteBuffer> buffers,
            boolean last,
            @Nullable Throwable failure) {}

    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> ready = new ArrayDeque<>();
    private final CompletableFuture<Subscription> subscribed = new CompletableFuture<>();
    private final Duration idle;
    private @Nullable Delivery end;
    private volatile boolean closed;

    StreamedBody(Duration idle) {
        this.idle = idle;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (!subscribed.complete(subscription)) {
            subscription.cancel();
            return;
        }
        subscription.request(2);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        deliveries.add(new Delivery(buffers, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        deliveries.add(new Delivery(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        deliveries.add(new Delivery(List.of(), true, null));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int n = Math.min(length, next.remaining());
        next.get(target, offset, n);
        return n;
    }

    private @Nullable ByteBuffer next() throws IOException {
        while (true) {
            ByteBuffer head = ready.peek();
            if (head != null && head.hasRemaining()) {
                return head;
            } else if (head != null) {
                ready.remove();
            } else if (end != null) {
                return ended(end);
            } else {
                take();
            }
        }
    }

    private static @Nullable ByteBuffer ended(Delivery end) throws IOException {
        if (end.failure != null) {
            throw new IOException("the connection broke off: " + end.failure.getMessage(), end.failure);
        }
        return null;
    }

    private void take() throws IOException {
        try {
            Delivery delivery = deliveries.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
            if (delivery == null) {
                close();
                throw new HttpTimeoutException("the server sent nothing for " + idle.toMillis() + " ms");
            }
            ready.addAll(delivery.buffers);
            if (delivery.last) {
                end = delivery;
            } else {
                subscribed.join().request(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            subscribed.thenAccept(Subscription::cancel);
        }
    }
}
