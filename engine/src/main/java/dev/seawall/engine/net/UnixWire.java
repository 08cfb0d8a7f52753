package dev.seawall.engine.net;

import dev.seawall.engine.files.PieceStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** A Unix socket. The JDK gives these no read timeout, so a selector waits for bytes. */
final class UnixWire implements Wire {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Duration idle;

    private UnixWire(SocketChannel channel, Selector selector, SelectionKey key, Duration idle) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
        this.idle = idle;
    }

    static UnixWire open(Path path, Duration idle) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        try {
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            return new UnixWire(channel, selector, channel.register(selector, SelectionKey.OP_READ), idle);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        selector.selectedKeys().clear();
        if (selector.select(idle.toMillis()) == 0) {
            throw new SocketTimeoutException("nothing came for " + idle.toSeconds() + " s");
        }
    }

    private int read(ByteBuffer target) throws IOException {
        int n = channel.read(target);
        while (n == 0 && target.hasRemaining()) {
            await(SelectionKey.OP_READ);
            n = channel.read(target);
        }
        return n;
    }

    private void write(ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            if (channel.write(content) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    @Override
    public InputStream in() {
        return new PieceStream() {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return length == 0 ? 0 : UnixWire.this.read(ByteBuffer.wrap(target, offset, length));
            }
        };
    }

    @Override
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                UnixWire.this.write(ByteBuffer.wrap(new byte[] {(byte) b}));
            }

            @Override
            public void write(byte[] content, int offset, int length) throws IOException {
                UnixWire.this.write(ByteBuffer.wrap(content, offset, length));
            }
        };
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
