package io.github.mesosbuild.bundle;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a program or shared library needs of the machine that it runs on, as its dynamic section states (System V ABI, chapter 5; elf(5)).
 *
 * @param machine the number of the CPU's architecture, such as 62 for x86-64
 * @param order the order of the bytes of numbers; some architectures have both
 * @param soname its own name, if it is a library that has one
 * @param needed the names of the shared libraries that it needs, in their order
 * @param versions the symbol versions that it needs, such as {@code GLIBC_2.34}, with the library that must define each
 * @param defined the symbol versions that it defines itself
 * @param runPath where the loader looks for those libraries; empty if the file does not say
 */
public record ElfFile(
        int machine,
        ByteOrder order,
        Optional<String> soname,
        List<String> needed,
        List<NeededVersion> versions,
        List<String> defined,
        Optional<RunPath> runPath) {

    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
    private static final int CLASS = 4;
    private static final int CLASS_32 = 1;
    private static final int CLASS_64 = 2;
    private static final int DATA = 5;
    private static final Map<Integer, ByteOrder> ORDERS = Map.of(1, ByteOrder.LITTLE_ENDIAN, 2, ByteOrder.BIG_ENDIAN);
    private static final int TYPE = 16;
    private static final Set<Integer> LOADABLE = Set.of(2, 3);
    private static final int SEGMENT_LOAD = 1;
    private static final int SEGMENT_DYNAMIC = 2;
    private static final int DYNAMIC_NEEDED = 1;
    private static final int DYNAMIC_STRINGS = 5;
    private static final int DYNAMIC_STRINGS_SIZE = 10;
    private static final int DYNAMIC_SONAME = 14;
    private static final int DYNAMIC_RPATH = 15;
    private static final int DYNAMIC_RUNPATH = 29;
    private static final long DYNAMIC_DEFINED = 0x6ffffffcL;
    private static final long DYNAMIC_DEFINED_COUNT = 0x6ffffffdL;
    private static final long DYNAMIC_VERSIONS = 0x6ffffffeL;
    private static final long DYNAMIC_VERSIONS_COUNT = 0x6fffffffL;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int DYNAMIC_ENTRY = 16;
    private static final int LARGEST_COUNT = 65_536;
    private static final int LARGEST_TABLE = 64 << 20;

    /** All names together, in bytes; entries of a damaged file can all have the same long one. */
    private static final int LARGEST_NAMES = 16 << 20;

    public ElfFile {
        needed = List.copyOf(needed);
        versions = List.copyOf(versions);
        defined = List.copyOf(defined);
    }

    /**
     * A version of symbols that a library must define.
     *
     * @param library the library's name
     * @param version the version's name
     */
    public record NeededVersion(String library, String version) {}

    /**
     * The list of directories in a file.
     *
     * @param directories the directories, separated by colons
     * @param offset where they are in the file, in bytes
     * @param index where they are in the table of names, in bytes
     * @param entry where in the file that index is, in bytes; it has eight
     * @param order the order of these eight bytes
     */
    public record RunPath(String directories, long offset, long index, long entry, ByteOrder order) {}

    /** Thrown if a file is a program or shared library with addresses of 32 bits, which bundles do not support. */
    static final class NarrowException extends IOException {
        private static final long serialVersionUID = 1L;

        NarrowException(Path file) {
            super(file + " is a 32-bit ELF file");
        }
    }

    /**
     * Reads a file.
     *
     * @return empty if it is not a dynamically linked ELF file
     * @throws NarrowException if it is a program or library of 32 bits
     * @throws IOException if it cannot be read, or is an ELF file whose tables are damaged
     */
    public static Optional<ElfFile> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<ByteBuffer> header = header(channel, file);
            return header.isPresent() ? new Reader(channel, file).read(header.get()) : Optional.empty();
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException e) {
            throw new IOException(file + " is a damaged ELF file", e);
        }
    }

    private static Optional<ByteBuffer> header(FileChannel channel, Path file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {
            // Until it is full.
        }
        if (header.flip().remaining() < HEADER) {
            return Optional.empty();
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (header.get(i) != MAGIC[i]) {
                return Optional.empty();
            }
        }
        ByteOrder order = ORDERS.get((int) header.get(DATA));
        if (order == null) {
            return Optional.empty();
        }
        header.order(order);
        if (header.get(CLASS) == CLASS_32 && LOADABLE.contains((int) header.getShort(TYPE))) {
            throw new NarrowException(file);
        }
        return header.get(CLASS) == CLASS_64 ? Optional.of(header) : Optional.empty();
    }

    /** A segment that the loader maps. */
    private record Segment(long offset, long address, long size) {}

    /** The tables of one file. */
    private static final class Reader {
        private final FileChannel channel;
        private final Path file;
        private final List<Segment> segments = new ArrayList<>();
        private ByteBuffer strings = ByteBuffer.allocate(0);
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        private long dynamicOffset;
        private long read;

        Reader(FileChannel channel, Path file) {
            this.channel = channel;
            this.file = file;
        }

        Optional<ElfFile> read(ByteBuffer header) throws IOException {
            order = header.order();
            int machine = Short.toUnsignedInt(header.getShort(18));
            int count = Short.toUnsignedInt(header.getShort(56));
            ByteBuffer programs = bytes(header.getLong(32), (long) count * PROGRAM_HEADER);
            Optional<ByteBuffer> dynamic = Optional.empty();
            for (int i = 0; i < count; i++) {
                int at = i * PROGRAM_HEADER;
                int type = programs.getInt(at);
                long offset = programs.getLong(at + 8);
                long size = programs.getLong(at + 32);
                if (type == SEGMENT_LOAD) {
                    segments.add(new Segment(offset, programs.getLong(at + 16), size));
                } else if (type == SEGMENT_DYNAMIC) {
                    require(dynamic.isEmpty());
                    dynamic = Optional.of(bytes(offset, size));
                    dynamicOffset = offset;
                }
            }
            return dynamic.isEmpty() ? Optional.empty() : Optional.of(read(machine, dynamic.get()));
        }

        private ElfFile read(int machine, ByteBuffer dynamic) throws IOException {
            long stringsOffset = offset(value(dynamic, DYNAMIC_STRINGS).orElse(0L));
            strings = bytes(stringsOffset, value(dynamic, DYNAMIC_STRINGS_SIZE).orElse(0L));
            Optional<Integer> path = entry(dynamic, DYNAMIC_RUNPATH).or(() -> entry(dynamic, DYNAMIC_RPATH));
            return new ElfFile(
                    machine,
                    order,
                    value(dynamic, DYNAMIC_SONAME).map(this::string),
                    entries(dynamic, DYNAMIC_NEEDED).stream()
                            .map(at -> string(dynamic.getLong(at + 8)))
                            .toList(),
                    versions(dynamic),
                    defined(dynamic),
                    path.map(entry -> runPath(dynamic.getLong(entry + 8), stringsOffset, entry)));
        }

        private RunPath runPath(long index, long stringsOffset, int entry) {
            return new RunPath(string(index), stringsOffset + index, index, dynamicOffset + entry + 8, order);
        }

        private static Optional<Integer> entry(ByteBuffer dynamic, long tag) {
            return entries(dynamic, tag).stream().findFirst();
        }

        private static Optional<Long> value(ByteBuffer dynamic, long tag) {
            return entry(dynamic, tag).map(at -> dynamic.getLong(at + 8));
        }

        private static List<Integer> entries(ByteBuffer dynamic, long tag) {
            List<Integer> entries = new ArrayList<>();
            for (int at = 0; at + DYNAMIC_ENTRY <= dynamic.limit(); at += DYNAMIC_ENTRY) {
                long found = dynamic.getLong(at);
                if (found == 0) {
                    break;
                }
                if (found == tag) {
                    if (entries.size() == LARGEST_COUNT) {
                        throw new IllegalArgumentException("more than " + LARGEST_COUNT + " entries");
                    }
                    entries.add(at);
                }
            }
            return entries;
        }

        /** Reads the table of needed versions (Linux Standard Base Core, 10.7.3). */
        private List<NeededVersion> versions(ByteBuffer dynamic) throws IOException {
            Optional<Long> table = value(dynamic, DYNAMIC_VERSIONS);
            long count = value(dynamic, DYNAMIC_VERSIONS_COUNT).orElse(0L);
            List<NeededVersion> versions = new ArrayList<>();
            long at = table.isPresent() ? offset(table.get()) : 0;
            require(count >= 0 && count < LARGEST_COUNT);
            for (long i = 0; i < count && table.isPresent(); i++) {
                ByteBuffer library = bytes(at, 16);
                String name = string(library.getInt(4));
                long auxiliary = at + library.getInt(8);
                for (int j = Short.toUnsignedInt(library.getShort(2)); j > 0; j--) {
                    ByteBuffer version = bytes(auxiliary, 16);
                    require(versions.size() < LARGEST_COUNT);
                    versions.add(new NeededVersion(name, string(version.getInt(8))));
                    auxiliary += version.getInt(12);
                }
                at += library.getInt(12);
            }
            return versions;
        }

        /** Reads the table of defined versions (Linux Standard Base Core, 10.7.2); the first name of each entry is its own. */
        private List<String> defined(ByteBuffer dynamic) throws IOException {
            Optional<Long> table = value(dynamic, DYNAMIC_DEFINED);
            long count = value(dynamic, DYNAMIC_DEFINED_COUNT).orElse(0L);
            require(count >= 0 && count < LARGEST_COUNT);
            List<String> defined = new ArrayList<>();
            long at = table.isPresent() ? offset(table.get()) : 0;
            for (long i = 0; i < count && table.isPresent(); i++) {
                ByteBuffer definition = bytes(at, 20);
                ByteBuffer name = bytes(at + definition.getInt(12), 8);
                defined.add(string(name.getInt(0)));
                at += definition.getInt(16);
            }
            return defined;
        }

        /** Returns where in the file an address is that the loader would map. */
        private long offset(long address) throws IOException {
            for (Segment segment : segments) {
                if (address >= segment.address() && address - segment.address() < segment.size()) {
                    return address - segment.address() + segment.offset();
                }
            }
            throw damaged();
        }

        private String string(long at) {
            int from = Math.toIntExact(at);
            int end = from;
            while (strings.get(end) != 0) {
                if (++end - from > LARGEST_NAMES) {
                    throw new IllegalArgumentException("a name of more than " + LARGEST_NAMES + " bytes");
                }
            }
            read += end - from;
            if (read > LARGEST_NAMES) {
                throw new IllegalArgumentException("names of more than " + LARGEST_NAMES + " bytes");
            }
            byte[] text = new byte[end - from];
            strings.get(from, text);
            return new String(text, StandardCharsets.UTF_8);
        }

        private ByteBuffer bytes(long offset, long size) throws IOException {
            require(offset >= 0 && size >= 0 && size <= LARGEST_TABLE && offset <= channel.size() - size);
            ByteBuffer bytes = ByteBuffer.allocate((int) size).order(order);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // Until it is full.
            }
            require(!bytes.hasRemaining());
            return bytes.flip();
        }

        private void require(boolean sound) throws IOException {
            if (!sound) {
                throw damaged();
            }
        }

        private IOException damaged() {
            return new IOException(file + " is a damaged ELF file");
        }
    }
}
