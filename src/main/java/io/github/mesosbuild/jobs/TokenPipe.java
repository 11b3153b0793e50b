package io.github.mesosbuild.jobs;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Our end of a job server's named pipe. A thread takes tokens out, because under load only a waiting reader receives a
 * returned token before another make does.
 */
final class TokenPipe implements AutoCloseable {
    private static final byte TOKEN = '+';

    private final TokenLedger ledger = new TokenLedger();
    private final FileChannel giving;
    private final FileInputStream taking;
    private final Thread taker;

    /**
     * Opens the pipe and starts the thread that takes tokens out.
     *
     * @param pipe a named pipe
     */
    TokenPipe(Path pipe) throws IOException {
        // Opened in both directions, the pipe blocks nobody and never reaches its end.
        giving = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            taking = new FileInputStream(pipe.toFile());
        } catch (IOException e) {
            giving.close();
            throw e;
        }
        taker = new Thread(this::take, "mesos-maven-plugin job server");
        taker.setDaemon(true);
        taker.start();
    }

    /** Allows a number of jobs: a higher one at once, a lower one as running jobs end. */
    void allow(int jobs) throws IOException {
        give(ledger.allow(jobs));
    }

    /** Replaces lost tokens. */
    void look(int running) throws IOException {
        give(ledger.look(taking.available(), running));
    }

    private void give(int tokens) throws IOException {
        for (int i = 0; i < tokens; i++) {
            giving.write(ByteBuffer.wrap(new byte[] {TOKEN}));
        }
    }

    private void take() {
        try {
            while (true) {
                ledger.awaitDebt();
                ByteBuffer token = ByteBuffer.allocate(1);
                if (taking.getChannel().read(token) == 1 && !ledger.keeps()) {
                    giving.write(token.flip());
                }
            }
        } catch (ClosedChannelException | InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Without a reader the number of jobs cannot be lowered.
        }
    }

    @Override
    public void close() throws IOException {
        taker.interrupt();
        try (giving) {
            taking.close();
        }
    }
}
