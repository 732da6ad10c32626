"""Records of Cobbler, one value after the other taken out or changed, and damaged.

Usage: records.py values BONDWRIGHT RECORD...    each value that configures something must show, and no other
       records.py damage BONDWRIGHT COUNT RECORD...

A value shows if what import prints, or one of its findings, is otherwise.
"""
import copy
import json
import random
import re
import subprocess
import sys

# Without effect on the files of the network; what is beside it in an interface's `dns` too.
IDLE_OF_SYSTEM = {
    "comment", "kickstart", "ks_meta", "kernel_options", "kernel_options_post", "repos_enabled", "virt_path", "virt_type", "proxy",
    "mgmt_parameters", "uid", "netboot_enabled", "status", "enable_gpxe", "power_type", "power_pass", "power_user", "power_address",
    "power_id", "power_options", "power_identity_file", "fetchable_files", "boot_files", "template_files", "mtime", "ctime", "image",
    "profile", "owners", "virt_cpus", "virt_ram", "virt_file_size", "virt_auto_boot", "virt_pxe_boot", "virt_disk_driver", "server",
    "next_server", "depth", "mgmt_classes", "redhat_management_key", "redhat_management_server", "ldap_enabled", "ldap_type",
    "monit_enabled", "template_remote_kickstarts", "parent", "children", "autoinstall", "autoinstall_meta", "is_subobject",
    "boot_loaders", "enable_ipxe", "next_server_v4", "next_server_v6", "filename", "serial_device", "serial_baud_rate",
    "display_name", "power", "virt", "tftp",
    "name",  # hostname is set
}
IDLE_OF_IFACE = {"dhcp_tag", "virt_bridge", "management", "dns_name", "cnames", "dns", "uid", "name", "comment", "owners", "ctime",
                 "mtime", "system_uid"}
SAN = re.compile(rb"Sanitizer|runtime error:")
RAW = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INSERTED = [b"\0", b'"', b"\\", b"\\u0000", b"\\ud800", b"[" * 3000, b"{", b"}", b"]", b",", b":", b"null", b"true", b"1e999", b"-",
            b"99999999999999999999", b"\x1b[2J", b"\xff", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\r\n", b"<<inherit>>", b"$(id)", b"A" * 300,
            b'"interfaces": {}, ', b'"eth0": {}, ', b"%s%n"]


def run(bw, text, command="import", *options):
    return subprocess.run([bw, command, *options, "-"], input=text, capture_output=True, timeout=20)


def said(bw, record):
    done = run(bw, json.dumps(record).encode(), "import", "--from", "cobbler:rhel6.4", "--format", "json")
    found = [(f["id"], f["message"]) for r in json.loads(done.stderr)["files"] for f in r["findings"]] if done.stderr else []
    return done.stdout, found


def leaves(j, path=()):
    """The paths of values: what holds others is a value where it is empty."""
    if isinstance(j, dict) and j:
        for key in j:
            yield from leaves(j[key], path + (key,))
    elif isinstance(j, list) and j:
        for i in range(len(j)):
            yield from leaves(j[i], path + (i,))
    else:
        yield path


def is_idle(record, path):
    if path[0] != "interfaces":
        return path[0] in IDLE_OF_SYSTEM
    iface = record["interfaces"][path[1]]
    if iface["interface_type"] == "bmc":  # all that it has but its type is the management board's
        return path[2] != "interface_type"
    if path[2] == "static" and iface["interface_type"].endswith("_slave"):  # the snippets make it true
        return True
    return path[2] in IDLE_OF_IFACE


def set_at(record, path, value):
    """The record with another value there; None: without it."""
    out = copy.deepcopy(record)
    at = out
    for step in path[:-1]:
        at = at[step]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return out


def other(value):
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, (int, float)) else "x9" if not isinstance(value, str) else value + "x9"


def values(bw, path):
    record = json.load(open(path))
    base = said(bw, record)
    wrong = 0
    for leaf in leaves(record):
        at = record
        for step in leaf:
            at = at[step]
        idle = is_idle(record, leaf)
        # what is empty, false or na is what there is without it
        tries = [other(at)] + ([None] if at and at != "na" and not idle else [])
        for value in tries:
            if (said(bw, set_at(record, leaf, value)) == base) != idle:
                wrong += 1
                print(f"not ok {path}: {'.'.join(map(str, leaf))} {'taken out' if value is None else f'made {value!r}'}: "
                      f"{'shows, and is to configure nothing' if idle else 'nothing shows'}")
    if not wrong:
        print(f"ok each value of {path} that is taken out or changed shows")


def damaged(rng, text):
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(text))
        kind = rng.randrange(4)
        if kind == 0:
            text = text[:at] + rng.choice(INSERTED) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + rng.randrange(1, 40):]
        elif kind == 2:
            text = text[:at] + bytes([rng.randrange(256)]) + text[at + 1:]
        else:  # a value of another kind
            text = re.sub(rb'(: )("[^"\n]*"|\[\]|true|false)', lambda m: m[1] + rng.choice(
                [b"[]", b"{}", b"null", b"7", b"-1.5", b'"a b"', b"[[1]]", b'{"x": "y"}', b'"\\u001b[2J"', b'"\\u202e"', b'"eth0"']),
                          text, count=rng.randrange(1, 30))
        text = text or b" "
    return text


def trouble(bw, text, rng):
    release = rng.choice(["cobbler", "cobbler:rhel4", "cobbler:rhel8", "cobbler:bookworm", "cobbler:sles11"])
    done = run(bw, text, rng.choice(["import", "check"]), "--from", release)
    if done.returncode not in (0, 1):
        return f"exit {done.returncode}"
    if SAN.search(done.stderr):
        return "the sanitizer speaks"
    both = done.stdout + done.stderr
    try:
        if RAW.search(both.decode()):
            return "control characters come through"
    except UnicodeDecodeError:
        return "it is not UTF-8"
    if done.stdout.startswith(b"version: 1\n"):
        again = run(bw, done.stdout, "check")
        if again.returncode not in (0, 1) or b"error[YAML" in again.stdout or b"error[REF" in again.stdout and b"error[REF" not in both:
            return "what it prints is no description"
    return None


def damage(bw, count, paths):
    rng = random.Random(8)
    texts = [open(path, "rb").read() for path in paths]
    for number in range(count):
        text = damaged(rng, rng.choice(texts))
        why = trouble(bw, text, rng)
        if why:
            print(f"not ok damaged record {number}: {why}")
            sys.stdout.buffer.write(text[:3000] + b"\n")
            return
    print("ok damaged records end in findings")


if sys.argv[1] == "values":
    for name in sys.argv[3:]:
        values(sys.argv[2], name)
else:
    damage(sys.argv[2], int(sys.argv[3]), sys.argv[4:])
