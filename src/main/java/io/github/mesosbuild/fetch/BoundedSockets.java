package io.github.mesosbuild.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Sockets that receive only so many bytes without content of a body. OkHttp collects a line that frames a chunk in memory, however long
 * it is, and skips any number of interim answers.
 */
final class BoundedSockets extends SocketFactory {
    private static final long LARGEST = 4L << 20;

    private final AtomicLong withoutContent = new AtomicLong();

    /** Notes that content of a body arrived. */
    void content() {
        withoutContent.set(0);
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new Counted(super.getInputStream());
            }
        };
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (withoutContent.addAndGet(Math.max(0, count)) > LARGEST) {
                throw new HttpReply.BrokenBodyException(
                        "more than " + (LARGEST >> 20) + " MiB of it are no content", null);
            }
            return count;
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw connected();
    }

    /** OkHttp connects its sockets itself (javadoc of {@code OkHttpClient.Builder.socketFactory}). */
    private static SocketException connected() {
        return new SocketException("Only unconnected sockets are made");
    }
}
