"""The files of a rendered tree as the scripts of a release read them: sourced by a real bash, and grepped."""
import os
import re
import shlex
import subprocess

SCRIPTS = "etc/sysconfig/network-scripts"
# What network start asks of each file: the lines that hold the words, evaluated as one.
GREPPED = ("DEVICE=", "TYPE=", "SLAVE=", "BRIDGE=", "NM_CONTROLLED=")
ASSIGNED = re.compile(r"(?m)^[ \t]*([A-Za-z_][A-Za-z0-9_]*)=")
NO_PROGRAMS = {"PATH": "/nonexistent", "LC_ALL": "C"}


def read(path):
    with open(path, encoding="utf-8", newline="") as f:  # CR stays what it is to bash
        return f.read()


class Tree:
    """A root with its etc/; a fragment counts as the file that it belongs into."""

    def __init__(self, root, release):
        self.root, self.release = root, release
        self.complaints = []
        self.texts, self.executable = {}, set()
        for directory, _, names in os.walk(root):
            for name in names:
                path = os.path.join(directory, name)
                known = os.path.relpath(path, root)
                known = known.removesuffix(".fragment")
                self.texts[known] = read(path)
                if os.access(path, os.X_OK):
                    self.executable.add(known)
        self.read_by = set()
        self.values, self.greps = self.source()

    def say(self, text):
        self.complaints.append(text)

    def text(self, path):
        self.read_by.add(path)
        return self.texts.get(path)

    def below(self, directory, suffix=""):
        return sorted(p for p in self.texts if os.path.dirname(p) == directory and p.endswith(suffix))

    def ifcfgs(self):
        """ifcfg-*, in the order of the shell's *."""
        return sorted(os.path.basename(p) for p in self.texts if p.startswith(SCRIPTS + "/ifcfg-"))

    def ignored(self, name):
        """Backups and the like: is_ignored_file."""
        ends = ["~", ".bak", ".rpmnew", ".rpmorig", ".rpmsave"]
        ends += [".orig"] if self.release.has("ignores_orig") else []
        ends += [".old"] if self.release.has("ignores_old") else []
        return name.endswith(tuple(ends))

    def source(self):
        """({file: {key: value}}, {file: {word: {key: value}}}), and complaints about what bash had to say."""
        files = [p for p in self.texts
                 if p == "etc/sysconfig/network" or p.startswith(SCRIPTS + "/ifcfg-")]
        steps, asked = [], []
        for path in files:
            text = self.texts[path]
            keys = sorted(set(ASSIGNED.findall(text)))
            steps.append((f"eval {shlex.quote(text)}", keys))
            asked.append((path, None))
            for word in GREPPED if path.startswith(SCRIPTS) else ():
                lines = " ".join(line.strip() for line in text.split("\n") if word in line)
                steps.append((f"eval {shlex.quote(lines)}", [word[:-1]]))
                asked.append((path, word))
        script = "set -f\n"
        for step, keys in steps:
            show = "".join(f'[ -z "${{{k}+x}}" ] || printf "%s\\0%s\\0" {k} "${k}"; ' for k in keys)
            script += f"(\n{step}\n[ $? = 0 ] || :; {show}printf '\\0'\n)\n"
        done = subprocess.run(["/bin/bash", "--norc", "--noprofile", "-c", script], env=NO_PROGRAMS,
                              capture_output=True, check=False, text=True)
        if done.stderr:
            self.say("bash: " + "; ".join(done.stderr.splitlines()))
        values, greps = {}, {p: {} for p in files}
        rest = done.stdout.split("\0")
        for path, word in asked:
            found = {}
            while rest and rest[0]:
                found[rest[0]] = rest[1]
                rest = rest[2:]
            rest = rest[1:]
            if word:
                greps[path][word] = found.get(word[:-1], "")
            else:
                values[path] = found
        return values, greps

    def network(self):
        return self.values.get("etc/sysconfig/network", {})

    def ifcfg(self, name):
        """Its own values: source_config. None: "Missing config file" of the parent of a clone."""
        path = f"{SCRIPTS}/{name}"
        self.read_by.add(path)
        found = {}
        if re.search("[^g]-", name) and not self.release.has("dashes"):
            parent = re.sub("-[^-]*$", "", name)
            if f"{SCRIPTS}/{parent}" not in self.values:
                self.say(f"{name}: Missing config file {parent}.")
                return None
            found |= self.values[f"{SCRIPTS}/{parent}"]
        return found | self.values[path]

    def pinned(self):
        """{address: DEVICE} as rename_device and get_config_by_hwaddr find it: the older ones know no quotes."""
        found = {}
        for name in self.ifcfgs():
            for line in self.texts[f"{SCRIPTS}/{name}"].split("\n"):
                if line.startswith("HWADDR="):
                    mac = line[len("HWADDR="):].strip()
                    mac = mac.strip("\"'") if self.release.has("quoted_hwaddr") else mac
                    found[mac.lower()] = self.values[f"{SCRIPTS}/{name}"].get("DEVICE")
        return found

    def grep(self, regex):
        """The ifcfg files with a line that matches: grep -l."""
        return [name for name in self.ifcfgs()
                if any(re.search(regex, line) for line in self.texts[f"{SCRIPTS}/{name}"].split("\n"))]


def modprobe_files(tree):
    if tree.release.has("modprobe_conf"):
        return ["etc/modprobe.conf"]
    return tree.below("etc/modprobe.d", ".conf")


class Modprobe:
    """alias, options, install of the files that modprobe reads."""

    def __init__(self, tree):
        self.alias, self.options, self.install = {}, {}, {}
        for path in modprobe_files(tree):
            for line in (tree.text(path) or "").replace("\\\n", " ").split("\n"):
                words = line.split()
                if not words or words[0].startswith("#"):
                    continue
                if words[0] not in ("alias", "options", "install") or len(words) < 3:
                    tree.say(f"{path}: ignoring bad line: {line}")
                elif words[0] == "alias":
                    self.alias[words[1]] = words[2]
                elif words[0] == "install":
                    self.install[words[1]] = words[2:]
                else:
                    self.options.setdefault(words[1], []).extend(words[2:])
