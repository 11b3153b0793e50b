package io.github.mesosbuild.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a slave that has registered leaves in its work directory (src/slave/paths.hpp and include/mesos/mesos.proto at tag 0.24.0). */
public final class RegisteredSlave {
    private static final int TEXT = 3;
    private static final String ID = "20150914-S0";

    private final Message info = new Message();

    /** A message in the encoding of protobuf. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void varint(long value) {
            long left = value;
            while (left >= 128) {
                bytes.write((int) (left % 128 + 128));
                left /= 128;
            }
            bytes.write((int) left);
        }

        Message number(int field, long value) {
            varint(field * 8L);
            varint(value);
            return this;
        }

        Message decimal(int field, double value) {
            varint(field * 8L + 1);
            bytes.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
            return this;
        }

        Message part(int field, byte[] content) {
            varint(field * 8L + 2);
            varint(content.length);
            bytes.writeBytes(content);
            return this;
        }

        Message text(int field, String content) {
            return part(field, content.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message content) {
            return part(field, content.bytes.toByteArray());
        }
    }

    /** Creates a slave without attributes and resources. */
    public RegisteredSlave(String hostname) {
        info.text(1, hostname);
    }

    private RegisteredSlave resource(String name, int type, int field, Message value, String role) {
        info.message(
                3,
                new Message()
                        .text(1, name)
                        .number(2, type)
                        .message(field, value)
                        .text(6, role));
        return this;
    }

    public RegisteredSlave scalar(String name, double value, String role) {
        return resource(name, 0, 3, new Message().decimal(1, value), role);
    }

    public RegisteredSlave ranges(String name, long... ends) {
        return resource(name, 1, 4, ranges(ends), "*");
    }

    public RegisteredSlave set(String name, String... items) {
        Message set = new Message();
        for (String item : items) {
            set.text(1, item);
        }
        return resource(name, 2, 5, set, "*");
    }

    private static Message ranges(long... ends) {
        Message ranges = new Message();
        for (int i = 0; i < ends.length; i += 2) {
            ranges.message(1, new Message().number(1, ends[i]).number(2, ends[i + 1]));
        }
        return ranges;
    }

    private RegisteredSlave attribute(String name, int type, int field, Message value) {
        info.message(5, new Message().text(1, name).number(2, type).message(field, value));
        return this;
    }

    public RegisteredSlave attribute(String name, String value) {
        return attribute(name, TEXT, 5, new Message().text(1, value));
    }

    public RegisteredSlave attribute(String name, double value) {
        return attribute(name, 0, 3, new Message().decimal(1, value));
    }

    public RegisteredSlave attribute(String name, long begin, long end) {
        return attribute(name, 1, 4, ranges(begin, end));
    }

    /** Returns the content of {@code slave.info}. */
    public byte[] bytes(int port) {
        Message all = new Message();
        all.bytes.writeBytes(info.bytes.toByteArray());
        all.message(6, new Message().text(1, ID)).number(7, 1).number(8, port);
        byte[] content = all.bytes.toByteArray();
        return ByteBuffer.allocate(4 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .put(content)
                .array();
    }

    /**
     * Writes the state into a work directory.
     *
     * @param seen the work directory as the slave sees it
     * @return the link to the state
     */
    public Path writeTo(Path work, String seen, int port) throws IOException {
        Path slaves = Files.createDirectories(work.resolve("meta/slaves"));
        Path own = Files.createDirectories(slaves.resolve(ID));
        Files.write(own.resolve("slave.info"), bytes(port));
        return Files.createSymbolicLink(slaves.resolve("latest"), Path.of(seen, "meta/slaves", ID));
    }

    /** Returns damaged forms of the content: cut, and with one byte changed. */
    List<byte[]> damaged(int port) {
        List<byte[]> all = new ArrayList<>();
        byte[] right = bytes(port);
        for (int i = 0; i < right.length; i += 7) {
            all.add(Arrays.copyOf(right, i));
        }
        return all;
    }
}
