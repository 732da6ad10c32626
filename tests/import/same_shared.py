"""Files that are the same for all families.

What modprobe is told of bonds (`modprobe -C FILE -c`) are options of these, wherever a release keeps them; so are sysctls
and what resolv.conf says.
"""
import re
import shutil
import subprocess

import same_values

FILES = re.compile(r"modprobe|modules\.conf|bonding\.conf")


def lines(path):
    """The lines of one file as modprobe joins and reads them; aliases and options only."""
    program = shutil.which("modprobe") or "/sbin/modprobe"
    said = subprocess.run([program, "-C", path, "-c"], capture_output=True, text=True, timeout=20).stdout
    for line in said.splitlines():
        words = line.split()
        if len(words) > 2 and words[0] in ("alias", "options"):
            yield words


def place(path, *words):
    found = [n for n, line in enumerate(open(path, errors="replace"), 1) if all(w in line for w in words)]
    return [(path, n, words[-1]) for n in found]


def add(settings, files, release):
    bonds = {key[0] for key in settings if key[1] in ("bond", "slave") or str(key[1]).startswith("bond ")}
    for path in files:
        if FILES.search(path):
            modules(settings, bonds, path, release)
        elif re.search(r"etc/sysctl\.(conf|d/)", path):
            for number, line in enumerate(open(path, errors="replace"), 1):
                match = re.match(r"\s*-?([a-z][\w./-]+)\s*=\s*(.*?)\s*$", line)
                # others stay in a file that is shared; these are the host's `bridge_netfilter`
                if match and match[1].startswith("net.bridge."):
                    settings["sysctl", match[1].replace("/", ".")] = (match[2], [(path, number)])
        elif path.endswith("persistent-net.rules"):
            for number, line in enumerate(open(path, errors="replace"), 1):
                match = re.match(r'[^#]*address\}==?"([0-9A-Fa-f:]+)".*NAME=?="(\w+)"', line)
                if match:
                    settings[match[2], "pinned"] = (match[1].lower(), [(path, number)])
        elif path.endswith("etc/resolv.conf"):
            for number, line in enumerate(open(path, errors="replace"), 1):
                words = line.split()
                for word in words[1:] if words and words[0] in ("nameserver", "search", "domain") else []:
                    settings["dns", "server" if words[0] == "nameserver" else "search", word] = ("", [(path, number)])


def modules(settings, bonds, path, release):
    for words in lines(path):
        # is_available() of initscripts before 8.45.31 asks for it; elsewhere ifup or ifenslave load the module
        if words[0] == "alias" and words[2] == "bonding" and words[1] in bonds and re.match("rhel[45]", release):
            settings[words[1], "alias"] = ("bonding", place(path, "alias", words[1]))
        if words[0] != "options" or (words[1] != "bonding" and words[1] not in bonds):
            continue
        for bond in bonds if words[1] == "bonding" else [words[1]]:
            for word in words[2:]:
                name, _, value = word.partition("=")
                if name not in ("max_bonds", "-o") and value:  # how many there are is said by their files
                    option(settings, bond, name, value, place(path, word))


def option(settings, bond, name, value, where):
    """One of the module's: what the bond's own files say goes before it."""
    if name in ("arp_ip_target", "ns_ip6_target"):
        if not any(key[:2] == (bond, name) for key in settings):
            for target in value.split(","):
                settings[bond, name, target] = ("", where)
        return
    name, value = same_values.bond_option(name, value)
    settings.setdefault((bond, "bond " + name), (value, where))
