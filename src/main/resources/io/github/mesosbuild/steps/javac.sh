#!/bin/sh
# javac for sources that ask for a level which this JDK no longer has: 1.3 to 1.7, as an argument or in a file of
# arguments, are read as 8.
level() {
  case $1 in
    1.[3-7] | [3-7]) echo 8 ;;
    *) echo "$1" ;;
  esac
}
scratch=
count=0
previous=
for argument do
  shift
  case $previous in
    -source | --source | -target | --target | --release) changed=$(level "$argument") ;;
    *) changed=$argument ;;
  esac
  case $changed in
    @?*)
      if test -z "$scratch"; then
        scratch=$(mktemp -d) || exit 1
        trap 'rm -rf "$scratch"' EXIT
        trap 'exit 1' HUP INT TERM
      fi
      count=$((count + 1))
      sed -E -e '/^"?(--?source|--?target|--release)"?[[:space:]]*$/{n;s/^("?)[3-7]("?)[[:space:]]*$/\18\2/;}' \
        -e 's/^("?)1\.[3-7]("?)[[:space:]]*$/\18\2/' \
        -e 's/((--?source|--?target|--release)"?[[:space:]]+"?)(1\.)?[3-7]("?)([[:space:]]|$)/\18\4\5/g' \
        "${changed#@}" > "$scratch/$count" || exit 1
      changed=@$scratch/$count ;;
  esac
  set -- "$@" "$changed"
  previous=$argument
done
@JDK@/bin/javac -J-XX:TieredStopAtLevel=1 "$@"
