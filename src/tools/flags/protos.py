"""Just enough of protocol buffers to read messages, enumerations and their fields."""

import re

import cpp

TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[\w.]+|\S')
LABELS = ("optional", "required", "repeated")


class Protos:
    """The messages and enumerations of several files, by full name."""

    def __init__(self, texts):
        self.messages, self.enumerations, self.defaults = {}, {}, {}
        for text in texts:
            tokens = TOKEN.findall(cpp.without_comments(text))
            package = next((tokens[i + 1] for i, token in enumerate(tokens) if token == "package"), "")
            self._block(tokens, 0, package, None)

    def _block(self, tokens, at, scope, message):
        """Reads declarations up to the brace that closes them, and returns the place after it."""
        while at < len(tokens) and tokens[at] != "}":
            word = tokens[at]
            if word == "message":
                name = scope + "." + tokens[at + 1]
                self.messages[name] = {}
                at = self._block(tokens, at + 3, name, name)
            elif word == "enum":
                at = self._enumeration(tokens, at + 3, scope + "." + tokens[at + 1])
            elif word == "oneof":
                at = self._block(tokens, at + 3, scope, message)
            elif word == "extend" or word == "service":
                at = self._skip(tokens, at)
            elif message and (word in LABELS or word == "map" or tokens[at + 2] == "="):
                at = self._field(tokens, at, message)
            else:
                while tokens[at] != ";":
                    at += 1
                at += 1
        return at + 1

    @staticmethod
    def _skip(tokens, at):
        while tokens[at] != "}":
            at += 1
        return at + 1

    def _enumeration(self, tokens, at, name):
        values = []
        while tokens[at] != "}":
            if tokens[at] != "option":
                values.append(tokens[at])
            while tokens[at] != ";":
                at += 1
            at += 1
        self.enumerations[name] = values
        return at + 1

    def _field(self, tokens, at, message):
        label, suffix = "", ""
        if tokens[at] == "map":
            kind, suffix, at = tokens[at + 4], "{}", at + 6
        else:
            if tokens[at] in LABELS:
                label, at = tokens[at], at + 1
            kind, at = tokens[at], at + 1
            suffix = {"required": "!", "repeated": "*"}.get(label, "")
        name = tokens[at]
        end = tokens.index(";", at)
        options = tokens[at:end]
        if "default" in options:
            self.defaults[message + "." + name] = options[options.index("default") + 2]
        self.messages[message][name] = (kind, suffix)
        return end + 1

    def find(self, name, scope):
        """Returns the full name of a type that a scope refers to, or None for a scalar."""
        while True:
            full = scope + "." + name if scope else name
            if full in self.messages or full in self.enumerations:
                return full
            if not scope:
                return None
            scope = scope.rpartition(".")[0]

    def named(self, name):
        """Returns the full name of a message of Mesos with a simple name, or None."""
        for package in ("mesos", "mesos.internal"):
            if package + "." + name in self.messages:
                return package + "." + name
        return None

    def short(self, full):
        """Returns the name without its package."""
        parts = full.split(".")
        first = next(i for i, part in enumerate(parts) if part[0].isupper())
        return ".".join(parts[first:])

    def closure(self, roots):
        """Returns the messages and enumerations that some messages need: fields by name, and lists of values."""
        found, waiting = {}, list(roots)
        while waiting:
            full = waiting.pop(0)
            short = self.short(full)
            if short in found:
                if found[short][0] != full:
                    raise ValueError("two types are named " + short)
                continue
            if full in self.enumerations:
                found[short] = (full, self.enumerations[full])
                continue
            fields = {}
            for name, (kind, suffix) in self.messages[full].items():
                other = self.find(kind, full)
                if other:
                    waiting.append(other)
                fields[name] = (self.short(other) if other else kind) + suffix
            found[short] = (full, fields)
        return {short: content for short, (_, content) in found.items()}
