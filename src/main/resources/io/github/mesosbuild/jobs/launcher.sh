# Starts a command with a job server on descriptors 8 (to read) and 9 (to write), which a JVM cannot hand down.
# $1 and $2: the files of both ends, which may be the same; then the command.
exec 8<"$1" 9>"$2"
shift 2
exec "$@"
