"""Mutants of a C source in kernel style: each is the source with one edit inside a function."""
import bisect
import re

COMPARISONS = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}
SEVERITIES = {"ERROR": ["WARNING"], "WARNING": ["ERROR", "INFO"], "INFO": ["WARNING"]}
NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|^#.*?(?<!\\)$',
                      re.DOTALL | re.MULTILINE)


class Mutant:
    """`kind` of the edit that puts `text` in place of the bytes from `start` to `end`."""

    def __init__(self, source, function, kind, start, end, text):
        self.source, self.kind = source, kind
        self.code = source.code[:start] + text + source.code[end:]
        self.line = bisect.bisect_right(source.lines, start)
        first = source.lines[self.line - 1]
        last = source.code.find("\n", end)
        edited = source.code[first:start] + text + source.code[end:last]
        self.name = f"{source.path} {function}: {kind}: {' '.join(edited.split())}"

    def __str__(self):
        path, rest = self.name.split(" ", 1)
        return f"{path}:{self.line}: {rest}"


class Source:
    def __init__(self, path, code):
        self.path, self.code = path, code
        # what is no code is blank here, so that a pattern finds code only
        self.bare = NOT_CODE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), code)
        self.lines = [0] + [m.end() for m in re.finditer("\n", code)]

    def closing(self, opening):
        """The place of the parenthesis that closes the one at `opening`."""
        depth = 0
        for m in re.compile(r"[()]").finditer(self.bare, opening):
            depth += 1 if m.group() == "(" else -1
            if not depth:
                return m.start()
        raise ValueError(f"{self.path}: a parenthesis is not closed")

    def arguments(self, opening):
        """The spans of a call's arguments."""
        start, depth, spans = opening + 1, 0, []
        for m in re.compile(r"[({})]|,").finditer(self.bare, opening):
            if m.group() in "({":
                depth += 1
            elif m.group() in ")}":
                depth -= 1
            if not depth or (m.group() == "," and depth == 1):
                spans.append((start, m.start()))
                start = m.end()
            if not depth:
                return [self.trimmed(*s) for s in spans]
        raise ValueError(f"{self.path}: a call is not closed")

    def trimmed(self, start, end):
        while self.code[start].isspace():
            start += 1
        return start, end

    def calls(self, name, start, end):
        """The arguments of each call of `name`."""
        for m in re.compile(rf"\b{name}\(").finditer(self.bare, start, end):
            yield self.arguments(m.end() - 1)

    def functions(self):
        """Name, where it begins, its body."""
        for m in re.compile(r"^\{\n.*?^\}\n", re.DOTALL | re.MULTILINE).finditer(self.bare):
            head = self.bare.rfind("\n\n", 0, m.start()) + 2
            name = re.search(r"(\w+)\(", self.bare[head:m.start()])
            if name:
                yield name.group(1), head, m.start(), m.end()

    def mutants(self):
        """All of them; of those with one name the second is called so."""
        seen = {}
        for name, head, start, end in self.functions():
            edits = [e for f in (self.conditions, self.operators, self.severities, self.returns)
                     for e in f(start, end)] + list(self.subjects(head, start, end))
            for edit in sorted(edits, key=lambda e: e[1:3]):
                m = Mutant(self, name, *edit)
                seen[m.name] = seen.get(m.name, 0) + 1
                if seen[m.name] > 1:
                    m.name += f" ({seen[m.name]})"
                yield m

    def conditions(self, start, end):
        for m in re.compile(r"\bif (\()").finditer(self.bare, start, end):
            close = self.closing(m.start(1))
            yield "condition", m.start(1), close + 1, f"(!{self.code[m.start(1):close + 1]})"

    def operators(self, start, end):
        for m in re.compile(r"&&|\|\|").finditer(self.bare, start, end):
            yield "logic", m.start(), m.end(), {"&&": "||", "||": "&&"}[m.group()]
        heads = [(m.end(), self.closing(m.end() - 1))
                 for m in re.compile(r"\bfor \(").finditer(self.bare, start, end)]
        for m in re.compile(r"(?<= )(==|!=|<=|>=|<|>)(?= )").finditer(self.bare, start, end):
            bound = re.search(r"(?:; |&& )(\w+) $", self.bare[:m.start()])
            # a loop that goes too far reads what is not there: that is the sanitizers' to see
            if m.group() == "<" and bound and any(a <= m.start() < b for a, b in heads):
                continue
            yield "comparison", m.start(), m.end(), COMPARISONS[m.group()]

    def severities(self, start, end):
        for m in re.compile(r"\b(ERROR|WARNING|INFO)\b").finditer(self.bare, start, end):
            for other in SEVERITIES[m.group()]:
                yield "severity", m.start(), m.end(), other

    def returns(self, start, end):
        for m in re.compile(r"\breturn;").finditer(self.bare, start, end):
            yield "return", m.start(), m.end(), ";"

    def subjects(self, head, start, end):
        """report() about another interface of the function, about what a note() is about, about the object as a
        whole, about the host."""
        code = self.code
        notes = [code[a[1][0]:a[1][1]] for a in self.calls("note", start, end)]
        for args in self.calls("report", start, end):
            at, to = args[2]
            subject = code[at:to]
            others = []
            what = re.match(r"(on\w*)\(r, ([\w.>-]+)", subject)
            ifaces = re.findall(r"struct iface \*(\w+)", self.bare[head:at]) if what else []
            for name in ifaces:
                others.append(subject.replace(f"(r, {what.group(2)}", f"(r, {name}", 1))
            if what and what.group(1) not in ("on", "on_host_key"):
                others.append(f"on(r, {what.group(2)})")
            others += notes + ['on_host_key(r, "host")']
            for other in sorted(set(others) - {subject}):
                yield "object", at, to, other
