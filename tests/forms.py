"""Checks the machine forms of `check` by readers of their own, over files given on the command line.

Each form is printed in one run over all files; it must be well-formed for its readers and say the same as the
others. Prints a line per test.
"""
import collections
import json
import os
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree

import jsonschema

PROGRAM = os.environ["BW"]
SCHEMA, FILES = sys.argv[1], [os.fsencode(f) for f in sys.argv[2:]]
LEVELS = {"error": "error", "warning": "warning", "note": "info", "notice": "info"}


def test(name, wrong):
    """One result; `wrong` is what speaks against it."""
    if wrong:
        print(f"not ok {name}: {wrong!r}")
    else:
        print(f"ok {name}")


def run(form, *options, files=None):
    args = [PROGRAM, "check", "--format", form, *options, "--", *(FILES if files is None else files)]
    r = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return r.returncode, r.stdout.decode("utf-8")  # strictly


def difference(a, b):
    a, b = collections.Counter(a), collections.Counter(b)
    return [list((a - b).elements())[:3], list((b - a).elements())[:3]] if a != b else None


# ---- JSON, by the schema that is shipped ----

def read_json(text):
    def no_twice(pairs):
        keys = [k for k, _ in pairs]
        assert len(keys) == len(set(keys)), keys
        return dict(pairs)
    return json.loads(text, object_pairs_hook=no_twice)


def walk(value, key=None):
    yield key, value
    if isinstance(value, dict):
        for k, v in value.items():
            yield from walk(v, k)
    elif isinstance(value, list):
        for v in value:
            yield from walk(v, key)


def json_findings(document):
    for file in document["files"]:
        for f in file["findings"]:
            yield f["id"], f["severity"], f.get("line"), f.get("column"), f["message"]


def lines_of(path):
    with open(path, "rb") as f:
        data = f.read(1 << 20)
    return re.split(rb"\r\n|\r|\n", data[3:] if data.startswith(b"\xef\xbb\xbf") else data)


def characters(line):
    """How many columns a line has: a byte that is not UTF-8 is one."""
    n = 0
    while line:
        for size in (1, 2, 3, 4):
            try:
                line[:size].decode("utf-8")
                break
            except UnicodeDecodeError:
                continue
        else:
            size = 1
        line, n = line[size:], n + 1
    return n


def misplaced(document):
    """Places outside their file."""
    cache = {}
    for _, o in walk(document):
        if not isinstance(o, dict) or "line" not in o or "uri" not in o:
            continue
        path = urllib.parse.unquote_to_bytes(re.sub("^file://", "", o["uri"]))
        lines = cache.setdefault(path, lines_of(path))
        end = o["end"]
        if not 1 <= o["line"] <= end["line"] <= len(lines):
            yield o
        elif o["column"] > characters(lines[o["line"] - 1]) + 2:  # behind the line and its CR
            yield o
        elif end["line"] == o["line"] and end["column"] < o["column"]:
            yield o


# ---- fixes, made as an editor would that knows lines and columns ----

def json_fixes(document):
    for file in document["files"]:
        for f in file["findings"]:
            if "fix" in f:
                yield f, [(one["uri"], one["line"], one["column"], one["end"]["line"], one["end"]["column"], one["text"])
                          for one in f["fix"]]


def sarif_fixes(document):
    for result in document["runs"][0]["results"]:
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                for r in change["replacements"]:
                    d = r["deletedRegion"]
                    yield (change["artifactLocation"]["uri"], d["startLine"], d["startColumn"], d["endLine"], d["endColumn"],
                           r["insertedContent"]["text"])


def offset(text, line, column):
    starts = [0] + [m.end() for m in re.finditer("\r\n|\r|\n", text)]
    return starts[line - 1] + column - 1


def unmended(document):
    """Fixes after which the finding is still there, or a worse one has come."""
    for f, (fix, *others) in json_fixes(document):
        assert not others
        with open(urllib.parse.unquote_to_bytes(re.sub("^file://", "", fix[0])), encoding="utf-8-sig", newline="") as file:
            old = file.read()
        new = old[:offset(old, *fix[1:3])] + fix[5] + old[offset(old, *fix[3:5]):]
        before, after = (subprocess.run([PROGRAM, "check", "--format", "json", "-"], input=t.encode("utf-8"), check=False,
                                        stdout=subprocess.PIPE).stdout for t in (old, new))
        before, after = (collections.Counter((one["id"], one.get("object")) for one in json.loads(t)["files"][0]["findings"]
                                             if one["severity"] != "info" or one["id"] == f["id"])
                         for t in (before, after))
        key = f["id"], f.get("object")
        if after[key] >= before[key] or after - before:
            yield fix, after - before


# ---- SARIF 2.1.0: its schema for the objects that are used, additionalProperties false as there ----

def record(required, **properties):
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def unique(items):
    return {"type": "array", "items": items, "uniqueItems": True}


TEXT = {"type": "string", "minLength": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
AT_LEAST_1 = {"type": "integer", "minimum": 1}
MESSAGE = record(["text"], text=TEXT)
ARTIFACT = record(["uri"], uri={"type": "string", "format": "uri-reference"})
REGION = record(["startLine"], startLine=AT_LEAST_1, startColumn=AT_LEAST_1, endLine=AT_LEAST_1, endColumn=AT_LEAST_1)
LOCATION = record([], id={"type": "integer", "minimum": -1}, message=MESSAGE,
                  physicalLocation=record(["artifactLocation"], artifactLocation=ARTIFACT, region=REGION),
                  logicalLocations=unique(record([], name=TEXT)))
RULE = record(["id"], id=TEXT, shortDescription=MESSAGE, fullDescription=MESSAGE, help=MESSAGE,
              defaultConfiguration=record([], level=LEVEL),
              properties={"type": "object", "properties": {"tags": unique(TEXT)}})
REPLACEMENT = record(["deletedRegion"], deletedRegion=REGION, insertedContent=record(["text"], text={"type": "string"}))
CHANGE = record(["artifactLocation", "replacements"], artifactLocation=ARTIFACT,
                replacements={"type": "array", "minItems": 1, "items": REPLACEMENT})
FIX = record(["artifactChanges"], description=MESSAGE, artifactChanges={**unique(CHANGE), "minItems": 1})
RESULT = record(["message"], ruleId=TEXT, ruleIndex={"type": "integer", "minimum": -1}, level=LEVEL, message=MESSAGE,
                locations=unique(LOCATION), relatedLocations=unique(LOCATION), fixes=unique(FIX))
NOTIFICATION = record(["message"], level=LEVEL, message=MESSAGE, locations=unique(LOCATION))
INVOCATION = record(["executionSuccessful"], executionSuccessful={"type": "boolean"},
                    toolExecutionNotifications={"type": "array", "items": NOTIFICATION})
RUN = record(["tool"], tool=record(["driver"], driver=record(["name"], name=TEXT, version=TEXT, rules=unique(RULE))),
             columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
             invocations={"type": "array", "items": INVOCATION}, artifacts=unique(record([], location=ARTIFACT)),
             results={"type": "array", "items": RESULT})
SARIF = record(["version", "runs"], **{"$schema": {"type": "string", "format": "uri"}}, version={"enum": ["2.1.0"]},
               runs={"type": "array", "items": RUN})

# RFC 3986: a URI reference without authority, and its first segment without a colon unless that is a scheme
URI = re.compile(r"(file://(?=/))?(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})*")


def sarif_findings(document):
    run_ = document["runs"][0]
    for r in run_["results"]:
        rule = run_["tool"]["driver"]["rules"][r["ruleIndex"]]
        assert rule["id"] == r["ruleId"], r
        region = r["locations"][0]["physicalLocation"].get("region", {})
        yield (r["ruleId"], LEVELS[r["level"]], region.get("startLine"), region.get("startColumn"),
               r["message"]["text"].split("\n")[0])


# ---- JUnit ----

def junit_findings(root):
    for case in root.iter("testcase"):
        for part in case:
            if part.tag == "error":
                continue
            assert part.tag in ("failure", "system-out"), part.tag
            place = re.match(r"(?:(?s:.*?):(\d+):(\d+): )?(error|warning|info)\[([A-Z]+\d+)\]: (.*)", part.text)
            assert case.get("name") == f"{place[4]}: {place[5]}", case.get("name")
            assert (part.tag == "failure") == (place[3] == "error")
            yield place[4], place[3], place[1] and int(place[1]), place[2] and int(place[2]), place[5]


def xml_text(s):
    """As XML can say it: two characters of UTF-8 are none of XML 1.0."""
    return s.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def miscounted(root):
    for suite in [root, *root]:
        cases = list(suite.iter("testcase"))
        for what, tag in (("failures", "failure"), ("errors", "error")):
            if int(suite.get(what)) != sum(c.find(tag) is not None for c in cases):
                yield suite.get("name"), what
        if int(suite.get("tests")) != len(cases):
            yield suite.get("name"), "tests"


# ---- GitHub's workflow commands, as ActionCommand.TryParseV2() of its runner takes a line apart ----

def unescape(s, pairs):
    for code, char in pairs:
        s = s.replace(code, char)
    return s


DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


def github_commands(text):
    assert text.endswith("\n") or not text
    for line in text.split("\n")[:-1]:
        assert line.startswith("::"), line
        end = line.index("::", 2)
        command, _, rest = line[2:end].partition(" ")
        properties = {}
        for pair in rest.split(","):
            key, _, value = pair.partition("=")
            assert key in ("file", "line", "col", "title") and key not in properties, line
            properties[key] = unescape(value, PROPERTY)
        yield command, properties, unescape(line[end + 2:], DATA)


def github_findings(text):
    for command, p, message in github_commands(text):
        if p["title"] == "bondwright":
            continue
        yield (p["title"], LEVELS[command], p.get("line") and int(p["line"]), p.get("col") and int(p["col"]),
               message.split("\n")[0])


# ---- the tests ----

def main():
    with open(SCHEMA, encoding="utf-8") as f:
        schema = json.load(f)
    jsonschema.Draft202012Validator.check_schema(schema)
    texts = {form: run(form) for form in ("text", "json", "sarif", "junit", "github")}
    test("all forms end with the same exit code", difference({texts[f][0] for f in texts}, {texts["text"][0]}))
    for form, (_, text) in texts.items():
        test(f"{form}: nothing hidden in it",
             re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", text))

    document = read_json(texts["json"][1])
    test("json: valid by its schema", [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(document)])
    test("json: one entry for each file", difference(
        [urllib.parse.unquote_to_bytes(re.sub("^file://", "", f["uri"])) for f in document["files"] if "uri" in f], FILES))
    test("json: every place lies in its file", list(misplaced(document)))
    counts = collections.Counter(f[1] for f in json_findings(document))
    test("json: the counts are those of the findings",
         [s for s in ("error", "warning", "info") if document["counts"][s] != counts[s]])
    found = list(json_findings(document))
    print(f"{len(found)} findings in {len(FILES)} files")
    if len(found) < 10:
        print("not ok too few findings to compare")
    test("text: the same findings", difference(
        re.findall(r"(?m)^(?:.*?:)??(\d+):(\d+): (error|warning|info)\[([A-Z]+\d+)\]: ", texts["text"][1]),
        [(str(f[2]), str(f[3]), f[1], f[0]) for f in found if f[2]]))

    sarif = read_json(texts["sarif"][1])
    test("sarif: valid", [f"{e.json_path}: {e.message}" for e in jsonschema.Draft202012Validator(SARIF).iter_errors(sarif)])
    test("sarif: the same findings", difference(sarif_findings(sarif), found))
    test("sarif: the same fixes", difference(sarif_fixes(sarif), [r for _, fix in json_fixes(document) for r in fix]))
    test("json: every fix mends", list(unmended(document)))
    test("sarif: every URI is one", [v for k, v in walk(sarif) if k == "uri" and not URI.fullmatch(v)])
    test("sarif: it says whether every file was read", [
        i for i in sarif["runs"][0]["invocations"]
        if i["executionSuccessful"] != (not i["toolExecutionNotifications"]) or
        len(i["toolExecutionNotifications"]) != sum("trouble" in f for f in document["files"])])

    root = xml.etree.ElementTree.fromstring(texts["junit"][1].encode("utf-8"))
    test("junit: the same findings", difference(junit_findings(root), [(*f[:4], xml_text(f[4])) for f in found]))
    test("junit: the counts", list(miscounted(root)))
    test("junit: a suite for each file, in order", difference(
        enumerate(s.get("name") for s in root), enumerate(xml_text(f.get("file", "bondwright")) for f in document["files"])))
    test("junit: every suite has a case", [s.get("name") for s in root if not len(s)])

    test("github: the same findings", difference(github_findings(texts["github"][1]), found))
    test("github: it names the files", difference(
        {p["file"] for _, p, _ in github_commands(texts["github"][1])},
        {f["file"] for f in document["files"] if "trouble" in f} |
        {one["file"] for f in document["files"] for one in f["findings"] if "file" in one} |
        {f["file"] for f in document["files"] if "file" in f and f["findings"]}))


main()
