#!/usr/bin/env python3
"""
Prints the flags of the Mesos daemons by version, from the final tags of a Git repository of Mesos.

usage: flag_table.py REPOSITORY >src/main/resources/io/github/mesosbuild/cluster/flags.yaml
"""

import re
import subprocess
import sys

sys.dont_write_bytecode = True

import cpp
import protos

FIRST = (0, 23, 0)
DAEMONS = {"master": "src/master", "slave": "src/slave"}
STOUT = ("3rdparty/stout/include/stout", "3rdparty/libprocess/3rdparty/stout/include/stout")
LOGGING = "src/logging"
CONSTANTS = ("src/master/constants", "src/slave/constants", "src/common/http", "include/mesos/allocator/allocator")
# Messages of files that flags name.
FILES = ("Credential", "Credentials")
HEADER = """\
# The flags of the Mesos daemons by version, and the messages that they hold as JSON. src/tools/flags/flag_table.py writes this file;
# CONTRIBUTING.md has the command. Sources at each tag: src/{master,slave,logging}/flags.{hpp,cpp}, src/{master,slave}/main.cpp,
# stout's flags.hpp, and the .proto files. The flags are those of Linux, and include those of special builds, such as
# --enable-port-mapping-isolator. 'from' is inclusive, 'below' is exclusive. A flag without 'default' is optional, or its default
# depends on the machine. In messages, '!' is required, '*' is repeated and '{}' is a map; versions are named if not all that have
# the message have the field.
"""


class Repository:
    def __init__(self, directory):
        self.directory = directory
        self.texts = {}

    def git(self, *arguments):
        return subprocess.run(
            ("git", "-C", self.directory) + arguments, check=True, stdout=subprocess.PIPE).stdout.decode()

    def tags(self):
        """Returns the final tags as tuples of numbers, in their order."""
        names = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", name) for name in self.git("tag").split()]
        return [tag for tag in sorted(tuple(map(int, name.groups())) for name in names if name) if tag >= FIRST]

    def files(self, tag):
        """Returns the IDs of the files at a tag, by path."""
        lines = self.git(
            "ls-tree", "-r", dotted(tag), "src/master", "src/slave", "src/logging", "src/messages", "src/common",
            "include/mesos", *STOUT).splitlines()
        return {path: head.split()[2] for head, path in (line.split("\t") for line in lines)}

    def read(self, files, path):
        """Returns the text of a file, empty if it is absent."""
        blob = files.get(path)
        if blob is None:
            return ""
        if blob not in self.texts:
            self.texts[blob] = self.git("cat-file", "blob", blob)
        return self.texts[blob]


def dotted(tag):
    return ".".join(map(str, tag))


def simple(kind):
    """Returns the name of a C++ type without Option<> and namespaces."""
    option = re.fullmatch(r"Option<(.+)>", kind)
    name = re.sub(r"(?:\w+::)+", "", option.group(1) if option else kind)
    return "JSON" if name == "Object" else name


def flag(arguments, kinds, known, ports):
    """Returns the name of a flag and what describes it, from the arguments of add(...)."""
    member = re.fullmatch(r"&(?:\w+::)*(\w+)", arguments[0])
    if not member:
        raise ValueError("cannot read the member of add(%s)" % ", ".join(arguments[:2]))
    name = cpp.string(arguments[1]) or cpp.literal(arguments[1], known, ports)
    kind = kinds.get(member.group(1))
    if name is None or kind is None:
        raise ValueError("cannot read the name or the type of add(%s)" % ", ".join(arguments[:2]))
    described = {"type": simple(kind)}
    rest = arguments[2:]
    alias = re.fullmatch(r'(?:flags::)?\w*Name\("(\w+)"\)', rest[0])
    if alias:
        described["alias"] = alias.group(1)
        rest = rest[1:]
    if not rest or not rest[0].startswith('"'):
        raise ValueError("the help of --%s is not a literal" % name)
    if kind.startswith("Option<"):
        return name, described
    if len(rest) == 1:
        described["required"] = "true"
    else:
        value = cpp.literal(rest[1], known, ports)
        if value is not None:
            described["default"] = value
    return name, described


def flags(repository, files, directory, ports):
    """Returns the flags of a daemon at one tag, by name."""
    stout = next(path for path in STOUT if path + "/flags/flags.hpp" in files or path + "/flags.hpp" in files)
    units = [
        (repository.read(files, stout + "/flags/flags.hpp"), ""),
        (repository.read(files, LOGGING + "/flags.cpp"), repository.read(files, LOGGING + "/flags.hpp")),
        (repository.read(files, directory + "/flags.cpp"), repository.read(files, directory + "/flags.hpp")),
        (repository.read(files, directory + "/main.cpp"), ""),
    ]
    known = {}
    order = sorted(CONSTANTS, key=lambda path: path.startswith(directory))
    for path in order:
        for suffix in (".hpp", ".cpp"):
            known.update(cpp.constants(cpp.preprocessed(repository.read(files, path + suffix))))
    found = {}
    for source, header in units:
        stouts = source is units[0][0]
        code = cpp.without_comments(source) if stouts else cpp.preprocessed(source)
        kinds = {"help": "bool"} if stouts else dict(
            cpp.members(cpp.preprocessed(header)), **(cpp.members(code) if not header else {}))
        for arguments in cpp.calls(code):
            if stouts and not re.fullmatch(r"&(?:FlagsBase::)?help", arguments[0]):
                continue
            name, described = flag(arguments, kinds, known, ports)
            if name in found:
                raise ValueError("--%s is added twice" % name)
            found[name] = described
    return found


def spans(tags, at):
    """Returns the runs of equal values: pairs of a value and its first and following tag, None where the table ends."""
    runs = []
    for i, tag in enumerate(tags):
        value = at(tag)
        before = at(tags[i - 1]) if i else None
        if value is None:
            continue
        if i and value == before:
            runs[-1][2] = tags[i + 1] if i + 1 < len(tags) else None
        else:
            runs.append([value, tag if i else None, tags[i + 1] if i + 1 < len(tags) else None])
    return runs


def scalar(text):
    """Returns YAML for a text inside a flow map."""
    if re.fullmatch(r"[A-Za-z0-9/%.][\w/%.<>-]*(?: \w+>?)*", text):
        return text
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def flag_lines(name, runs):
    lines = []
    for described, first, following in runs:
        pairs = [(key, described[key]) for key in ("type", "default", "required", "alias") if key in described]
        pairs += [("from", dotted(first))] if first else []
        pairs += [("below", dotted(following))] if following else []
        lines.append("{%s}" % ", ".join("%s: %s" % (key, scalar(value)) for key, value in pairs))
    if len(lines) == 1:
        return ["  %s: [%s]" % (name, lines[0])]
    return ["  %s:" % name] + ["    - " + line for line in lines]


def versioned(runs):
    """Returns one text for the runs of a field or of a value of an enumeration."""
    texts = []
    for value, first, following in runs:
        texts.append(
            value + (" >=" + dotted(first) if first else "") + (" <" + dotted(following) if following else ""))
    return " | ".join(texts)


def names(of_tags):
    """Returns the keys of maps or lists in the order in which they first occur."""
    return list(dict.fromkeys(name for one in of_tags for name in one))


def message_lines(tags, messages):
    lines = []
    for name in sorted(names(messages.values())):
        of = {tag: messages[tag][name] for tag in tags if name in messages[tag]}
        members = names(of.values())
        if isinstance(next(iter(of.values())), list):
            texts = [
                versioned(spans(list(of), lambda tag: value if value in of[tag] else None)) for value in members]
            lines.append("  %s: [%s]" % (name, ", ".join(texts)))
            continue
        lines.append("  %s:%s" % (name, "" if members else " {}"))
        for field in members:
            lines.append("    %s: %s" % (field, versioned(spans(list(of), lambda tag: of[tag].get(field)))))
    return lines


def main(directory):
    repository = Repository(directory)
    tags = repository.tags()
    tables, messages = {daemon: {} for daemon in DAEMONS}, {}
    for tag in tags:
        files = repository.files(tag)
        read = protos.Protos(
            repository.read(files, path) for path in files if path.endswith(".proto") and "/v1/" not in path)
        ports = {info: read.defaults.get("mesos.%s.port" % info) for info in ("MasterInfo", "SlaveInfo")}
        roots = [read.named(name) for name in FILES]
        for daemon, path in DAEMONS.items():
            tables[daemon][tag] = flags(repository, files, path, ports)
            roots += [read.named(one["type"]) for one in tables[daemon][tag].values()]
        messages[tag] = read.closure(sorted(set(root for root in roots if root)))
    last = tags[-1]
    print(HEADER, end="")
    print("from: %s\nbelow: %s" % (dotted(tags[0]), dotted((last[0], last[1] + 1, 0))))
    for daemon, table in tables.items():
        print(daemon + ":")
        for name in sorted(names(table.values())):
            print("\n".join(flag_lines(name, spans(tags, lambda tag: table[tag].get(name)))))
    print("messages:")
    print("\n".join(message_lines(tags, messages)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    main(sys.argv[1])
