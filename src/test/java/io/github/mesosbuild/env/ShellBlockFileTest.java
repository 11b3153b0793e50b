package io.github.mesosbuild.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.env.ShellBlock.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellBlockFileTest {
    private static final StartUpFile.Staging DENIED = directory -> {
        throw new AccessDeniedException(directory.toString());
    };

    @TempDir
    private Path directory;

    private Path file;
    private ShellBlock block;

    @BeforeEach
    void name() {
        file = directory.resolve(".bashrc");
        block = new ShellBlock(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-r--", "rwxr-x--x", "r--r--r--"})
    void keepsTheMode(String mode) throws Exception {
        Files.writeString(file, "a");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        block.put("x\n");
        assertThat(mode(file)).isEqualTo(mode);
        block.remove();
        assertThat(mode(file)).isEqualTo(mode);
        assertThat(Files.readString(file)).isEqualTo("a");
    }

    @Test
    void keepsTheOwner() throws Exception {
        assumeFalse(cannotGiveAway(), "only root can give files away");
        Files.writeString(file, "a\n");
        Files.setAttribute(file, "unix:uid", 12345);
        Files.setAttribute(file, "unix:gid", 23456);
        block.put("x\n");
        assertThat(Files.readAttributes(file, "unix:uid,gid"))
                .containsEntry("uid", 12345)
                .containsEntry("gid", 23456);
    }

    private boolean cannotGiveAway() throws IOException {
        return !Files.getAttribute(directory, "unix:uid").equals(0);
    }

    @Test
    void keepsExtendedAttributesAndTheAccessControlList() throws Exception {
        Files.writeString(file, "a\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        UserDefinedFileAttributeView attributes = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        assumeTrue(attributes != null && isWritten(attributes), "the file system has no extended attributes");
        boolean acl = python(
                "import os,struct,sys",
                "e=[(1,6,-1),(2,4,12345),(4,0,-1),(16,4,-1),(32,0,-1)]",
                "acl=struct.pack('<I',2)+b''.join(struct.pack('<HHi',*x) for x in e)",
                "os.setxattr(sys.argv[1],'system.posix_acl_access',acl)");
        block.put("x\n");
        block.put("y\n");
        block.remove();
        assertThat(Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                        .list())
                .contains("note");
        if (acl) {
            assertThat(python(
                            "import os,struct,sys",
                            "acl=os.getxattr(sys.argv[1],'system.posix_acl_access')",
                            "assert struct.pack('<HHi',2,4,12345) in acl and struct.pack('<HHi',4,0,-1) in acl"))
                    .as("the entry of the user, and none for the group")
                    .isTrue();
        }
    }

    private static boolean isWritten(UserDefinedFileAttributeView attributes) {
        try {
            return attributes.write("note", ByteBuffer.wrap(new byte[] {1})) == 1;
        } catch (IOException unsupported) {
            return false;
        }
    }

    private boolean python(String... lines) throws Exception {
        try {
            return new ProcessBuilder("python3", "-c", String.join("\n", lines), file.toString())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    @Test
    void createsAMissingFileReadableByAll() throws Exception {
        block.put("x\n");
        assertThat(mode(file)).isEqualTo("rw-r--r--");
    }

    @Test
    void replacesTheFileInOneStepAndLeavesNothingBeside() throws Exception {
        Files.writeString(file, "a\n");
        Object before = Files.getAttribute(file, "unix:ino");
        block.put("x\n");
        assertThat(Files.getAttribute(file, "unix:ino")).isNotEqualTo(before);
        assertThat(directory).isDirectoryNotContaining(entry -> !entry.equals(file));
    }

    @Test
    void writesNothingWithoutAChange() throws Exception {
        Files.writeString(file, "a\n");
        block.put("x\n");
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, time);
        Object inode = Files.getAttribute(file, "unix:ino");
        assertThat(block.put("x\n")).isEqualTo(Change.UNCHANGED);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void writesThroughAChainOfLinks() throws Exception {
        Path real = Files.writeString(
                Files.createDirectory(directory.resolve("dotfiles")).resolve("rc"), "a");
        Path middle = Files.createSymbolicLink(directory.resolve("middle"), Path.of("dotfiles/rc"));
        Files.createSymbolicLink(file, middle);
        block.put("x\n");
        assertThat(Files.readSymbolicLink(file)).isEqualTo(middle);
        assertThat(Files.readSymbolicLink(middle)).isEqualTo(Path.of("dotfiles/rc"));
        assertThat(Files.isSymbolicLink(real)).isFalse();
        assertThat(Files.readString(real)).startsWith("a\n# >>>");
        block.remove();
        assertThat(Files.readString(real)).isEqualTo("a");
        assertThat(file).isSymbolicLink();
    }

    @Test
    void createsAndRemovesTheTargetOfADanglingLink() throws Exception {
        Path real = directory.resolve("real");
        Files.createSymbolicLink(file, Path.of("real"));
        assertThat(block.remove()).isEqualTo(Change.UNCHANGED);
        assertThat(block.put("x\n")).isEqualTo(Change.ADDED);
        assertThat(real).isRegularFile();
        assertThat(file).isSymbolicLink();
        block.remove();
        assertThat(real).doesNotExist();
        assertThat(file).isSymbolicLink();
    }

    @Test
    void keepsHardLinks() throws Exception {
        Files.writeString(file, "a\n");
        Path other = Files.createLink(directory.resolve("other"), file);
        block.put("a long text, longer than the next\n");
        assertThat(other).hasSameBinaryContentAs(file);
        block.put("x\n");
        assertThat(Files.isSameFile(file, other)).isTrue();
        block.remove();
        assertThat(Files.readString(other)).isEqualTo("a\n");
    }

    @Test
    void rewritesInPlaceWhereTheDirectoryIsNotWritable() throws Exception {
        Files.writeString(file, "a\n");
        Object inode = Files.getAttribute(file, "unix:ino");
        ShellBlock confined = new ShellBlock(file, DENIED);
        assertThat(confined.put("x\n")).isEqualTo(Change.ADDED);
        assertThat(confined.put("longer than x\n")).isEqualTo(Change.REPLACED);
        assertThat(Files.readString(file)).contains("longer than x");
        assertThat(confined.remove()).isEqualTo(Change.REMOVED);
        assertThat(Files.readString(file)).isEqualTo("a\n");
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void refusesAFileThatCannotBeWritten() throws Exception {
        Files.writeString(file, "a\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(directory), "root may write everywhere");
            assertThat(refusal()).hasMessage("The start-up file " + file + " is not writable.");
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(Files.readString(file)).isEqualTo("a\n");
    }

    @Test
    void refusesToCreateAFileWithoutPermission() {
        block = new ShellBlock(file, DENIED);
        assertThat(refusal())
                .hasMessage("The start-up file " + file + " cannot be created: " + directory + " is not writable.");
    }

    @Test
    void refusesAMissingDirectory() throws Exception {
        Path missing = directory.resolve("missing");
        block = new ShellBlock(missing.resolve("rc"));
        assertThat(refusal())
                .hasMessage("The start-up file " + missing.resolve("rc") + " cannot be created: " + missing
                        + " is not a directory.");
        assertThat(block.remove()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void refusesADirectory() throws Exception {
        Files.createDirectory(file);
        assertThat(refusal()).hasMessage("The start-up file " + file + " is not a regular file.");
    }

    @Test
    void refusesALoopOfLinks() throws Exception {
        Files.createSymbolicLink(file, Path.of("other"));
        Files.createSymbolicLink(directory.resolve("other"), Path.of(".bashrc"));
        assertThat(refusal()).hasMessage("The start-up file " + file + " is a loop of symbolic links.");
    }

    private ShellBlockException refusal() {
        ShellBlockException refused = catchThrowableOfType(ShellBlockException.class, () -> block.put("x\n"));
        assertThat(refused).isNotNull();
        assertThat(refused.line()).isEmpty();
        return refused;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
