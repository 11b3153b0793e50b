"""Just enough C++ to read calls of add(...), members and constants."""

import re

# Linux, with everything that configure can turn on.
DEFINED = {
    "__linux__": True,
    "__WINDOWS__": False,
    "__APPLE__": False,
    "__FreeBSD__": False,
    "WITH_NETWORK_ISOLATOR": True,
    "ENABLE_GRPC": True,
    "ENABLE_PORT_MAPPING_ISOLATOR": True,
    "ENABLE_NETWORK_PORTS_ISOLATOR": True,
    "ENABLE_XFS_DISK_ISOLATOR": True,
    "ENABLE_SECCOMP_ISOLATOR": True,
    "ENABLE_LAUNCHER_SEALING": True,
    "USE_SSL_SOCKET": True,
    "HAS_AUTHENTICATION": True,
}
TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'|//[^\n]*|/\*.*?\*/', re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#[ \t]*(\w+)[ \t]*((?:\\\n|[^\n])*)$", re.MULTILINE)
LITERAL = re.compile(r'"((?:\\.|[^"\\])*)"')
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "'": "'"}
UNITS = {
    "Nanoseconds": "ns", "Microseconds": "us", "Milliseconds": "ms", "Seconds": "secs", "Minutes": "mins",
    "Hours": "hrs", "Days": "days", "Weeks": "weeks",
    "Bytes": "B", "Kilobytes": "KB", "Megabytes": "MB", "Gigabytes": "GB", "Terabytes": "TB",
}
CONSTANT = re.compile(
    r"^[ \t]*(?:extern |static )?(?:constexpr|const)\s+(?:std::)?\w+\s+(\w+)(?:\[\])?\s*=\s*([^;]+);", re.MULTILINE)
MEMBER = re.compile(r"^[ \t]*([A-Za-z_][\w:]*(?:<[\w:<> ,]+>)?)\s+(\w+);", re.MULTILINE)


def without_comments(text):
    return TOKEN.sub(lambda token: " " if token.group().startswith(("//", "/*")) else token.group(), text)


def holds(directive, condition):
    """Returns whether the branch of a condition is compiled."""
    condition = condition.strip()
    if directive in ("ifdef", "ifndef"):
        name, wanted = condition, directive == "ifdef"
    else:
        simple = re.fullmatch(r"(!?)\s*(?:defined\s*)?\(?(\w+)\)?", condition)
        if not simple:
            raise ValueError("unknown condition: #%s %s" % (directive, condition))
        name, wanted = simple.group(2), not simple.group(1)
    if name.endswith("_HPP__"):
        return True
    if name not in DEFINED:
        raise ValueError("unknown macro: #%s %s" % (directive, condition))
    return DEFINED[name] == wanted


def preprocessed(text):
    """Returns a file without its comments and directives, and without what Linux does not compile."""
    text = without_comments(text)
    kept, stack, end = [], [], 0
    for match in DIRECTIVE.finditer(text):
        if all(now for now, _ in stack):
            kept.append(text[end:match.start()])
        end = match.end()
        directive, rest = match.groups()
        if directive in ("if", "ifdef", "ifndef"):
            now = holds(directive, rest)
            stack.append((now, now))
        elif directive == "elif":
            _, before = stack.pop()
            now = not before and holds(directive, rest)
            stack.append((now, before or now))
        elif directive == "else":
            _, before = stack.pop()
            stack.append((not before, True))
        elif directive == "endif":
            stack.pop()
    kept.append(text[end:])
    return "".join(kept)


def split(text, start):
    """Returns the arguments of a call whose parenthesis opens before start."""
    depth, at, arguments, begin = 1, start, [], start
    while depth:
        token = TOKEN.match(text, at)
        if token:
            at = token.end()
            continue
        char = text[at]
        depth += (char in "([{") - (char in ")]}")
        if depth == 0 or depth == 1 and char == ",":
            arguments.append(text[begin:at].strip())
            begin = at + 1
        at += 1
    return arguments


def calls(text):
    """Yields the arguments of each call of add(...) and flags.add(...)."""
    for match in re.finditer(r"(?<![\w:.])(?:flags\.)?add\(", text):
        yield split(text, match.end())


def string(text):
    """Returns the value of adjacent literals, or None."""
    if not re.fullmatch(r"(?:%s\s*)+" % LITERAL.pattern.replace("(", "(?:", 1), text):
        return None
    joined = "".join(LITERAL.findall(text))
    return re.sub(r"\\(.)", lambda escape: ESCAPES[escape.group(1)], joined)


def constants(text):
    """Returns the definitions of a file, by name."""
    return {name: value.strip() for name, value in CONSTANT.findall(text)}


def members(text):
    """Returns the types of the variables of a file, by name."""
    return {name: kind for kind, name in MEMBER.findall(text) if kind not in ("return", "using", "namespace")}


def literal(text, known, ports):
    """
    Returns the value of an expression as a user would write it, or None if it is not known before a daemon runs.

    known: the definitions of constants; ports: the default port of MasterInfo and SlaveInfo
    """
    text = text.strip()
    if string(text) is not None:
        return string(text)
    if re.fullmatch(r"true|false|-?\d+(\.\d+)?", text):
        return text
    product = re.fullmatch(r"(\d+) \* (\d+)", text)
    if product:
        return str(int(product.group(1)) * int(product.group(2)))
    unit = re.fullmatch(r"(\w+)\((\d+)\)", text)
    if unit and unit.group(1) in UNITS:
        return unit.group(2) + UNITS[unit.group(1)]
    port = re.fullmatch(r"(\w+)\(\)\.port\(\)", text)
    if port:
        return ports.get(port.group(1))
    name = re.fullmatch(r"(?:\w+::)*(\w+)(?:\(\))?", text)
    if name and name.group(1) in known:
        return literal(known[name.group(1)], known, ports)
    return None
