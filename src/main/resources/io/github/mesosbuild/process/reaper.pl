# Starts a command and becomes the parent of all its descendants whose own parents end (PR_SET_CHILD_SUBREAPER, prctl(2)), so that
# none of them can escape, and ends when the last one has ended.
# First argument: the soft limit of open files, or 0 to leave it; then the command with its path.
# Standard error is a pipe to the JVM: 'started', or 'failed ERRNO TEXT', then 'exit STATUS'. The command gets standard output instead.
# Without the system call the command takes the place of this process.
use Config;
delete $ENV{MESOS_MAVEN_PLUGIN_REAPER};
# Numbers of prctl and prlimit64 by the architecture of this perl.
my %calls = (
    'x86_64' => [157, 302], 'aarch64' => [167, 261], 'riscv64' => [167, 261], 'loongarch64' => [167, 261],
    'i386' => [172, 340], 'i486' => [172, 340], 'i586' => [172, 340], 'i686' => [172, 340], 'arm' => [172, 369],
    'powerpc64le' => [171, 325], 'ppc64le' => [171, 325], 'ppc64' => [171, 325], 's390x' => [172, 334]);
my ($arch) = $Config{archname} =~ /^([^-]+)-linux(?!-gnux32)/;
my ($prctl, $prlimit) = @{$calls{$arch // ''} // [0, 0]};
my $soft = shift @ARGV;
open(my $report, '>&', \*STDERR);
open(STDERR, '>&', \*STDOUT);

sub command {
    if ($soft > 0 && $prlimit) {
        # struct rlimit64 of RLIMIT_NOFILE (7): soft, hard
        my $limit = pack('QQ', 0, 0);
        if (syscall($prlimit, 0, 7, 0, $limit) == 0) {
            my $lower = pack('QQ', $soft, (unpack('QQ', $limit))[1]);
            syscall($prlimit, 0, 7, $lower, 0);
        }
    }
    no warnings;
    exec {$ARGV[0]} @ARGV;
}

if (!$prctl || syscall($prctl, 36, 1, 0, 0, 0) != 0) {
    command();
    syswrite($report, 'failed ' . ($! + 0) . " $!\n");
    exit 127;
}
my @ignored = qw(HUP INT QUIT TERM PIPE);
my %before = map { $_ => $SIG{$_} } @ignored;
$SIG{$_} = 'IGNORE' for @ignored;
pipe(my $read, my $write);
my $child = fork();
if (defined $child && $child == 0) {
    $SIG{$_} = ($before{$_} // '') eq 'IGNORE' ? 'IGNORE' : 'DEFAULT' for @ignored;
    command();
    syswrite($write, ($! + 0) . " $!");
    exit 127;
}
my $error = defined $child ? '' : ($! + 0) . " $!";
close($write);
# The end of the pipe: it was closed by a successful exec.
sysread($read, $error, 200) if defined $child;
if ($error ne '') {
    syswrite($report, "failed $error\n");
    exit 127;
}
syswrite($report, "started\n");
while ((my $pid = waitpid(-1, 0)) > 0) {
    if ($pid == $child) {
        syswrite($report, 'exit ' . ($? & 127 ? 128 + ($? & 127) : $? >> 8) . "\n");
    }
}
