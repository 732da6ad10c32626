#!/usr/bin/python3
"""Trees in which something stands in the way of `render --root`, or that hold what has to stay.

usage: trees.py BONDWRIGHT DIRECTORY TABLE

Each case prints "ok", "not ok" or "skip"; what stood in the way and what was said of it is added to TABLE.
"""
import fcntl
import hashlib
import os
import re
import shutil
import socket
import struct
import subprocess
import sys

from tree import HERE, STATE, STOCK_MODPROBE, TEMPORARY, bondwright, files_of, snapshot, stock, touched, write

BW, WORK, TABLE = sys.argv[1:]
SCRIPTS = "etc/sysconfig/network-scripts/"
ROWS = []
ROOT = " (as root)"  # behind the name of what others cannot try: their tables lack it


def run(command, tree, host, *more, **how):
    return bondwright(BW, command, tree, host, *more, **how)


def new_tree(name):
    tree = os.path.join(WORK, re.sub(r"[^a-z0-9]+", "-", name.lower()))
    os.makedirs(tree)
    return tree


def check(name, why):
    print(f"not ok {name}: {why}" if why else f"ok {name}")


def said(done, tree):
    """The finding or the trouble, as the table has it: without the directory of this run."""
    for line in done.stderr.splitlines():
        line = line.replace(tree + "/", "/").replace(tree, "ROOT")
        match = re.search(r"(error|warning)\[(TREE\d+)\]: (.*)", line)
        if match:
            return f"{match[2]} {match[3]}"
        if line.startswith("bondwright: "):
            return line[len("bondwright: "):]
    return "nothing"


# ---- what stands in the way ------------------------------------------------------------------------

def refused(name, prepare, code=1, pattern="TREE001", host="before.yaml", row=True, ready=False, outside=None):
    """Neither render nor diff changes anything, and both say why."""
    tree = new_tree(name)
    stock(tree)
    if ready and run("render", tree, host).returncode:
        check(name, "the tree could not be made")
        return
    prepare(tree)
    was, inodes = snapshot(tree), touched(tree)
    other = snapshot(outside) if outside else None
    compared = run("diff", tree, host)
    done = run("render", tree, host)
    why = None
    if done.returncode != code or not re.search(pattern, done.stderr):
        why = f"render ends with {done.returncode}: {done.stderr}"
    elif compared.returncode != 2 or not re.search(pattern, compared.stderr):
        why = f"diff ends with {compared.returncode}: {compared.stderr}"
    elif snapshot(tree) != was or touched(tree) != inodes:
        why = "the tree was changed: " + ", ".join(sorted(set(snapshot(tree)) ^ set(was)))
    elif outside and snapshot(outside) != other:
        why = "something outside of the tree was changed"
    check(name, why)
    if row:
        ROWS.append((name, str(done.returncode), said(done, tree)))


def replace_with(path, make):
    def prepare(tree):
        where = os.path.join(tree, path)
        if os.path.isdir(where):
            shutil.rmtree(where)
        elif os.path.lexists(where):
            os.unlink(where)
        os.makedirs(os.path.dirname(where), exist_ok=True)
        make(where)
    return prepare


def make_socket(path):
    here = os.getcwd()
    os.chdir(os.path.dirname(path))  # its name has to be short
    with socket.socket(socket.AF_UNIX) as s:
        s.bind(os.path.basename(path))
    os.chdir(here)


def obstacles():
    ifcfg = SCRIPTS + "ifcfg-eth0"
    refused("a directory in place of a file", replace_with(ifcfg, os.mkdir))
    refused("a pipe in place of a file", replace_with(ifcfg, os.mkfifo))
    refused("a socket in place of a file", replace_with(ifcfg, make_socket))
    if os.geteuid() == 0:
        refused("a device in place of a file" + ROOT, replace_with(ifcfg, lambda p: os.mknod(p, 0o020600, os.makedev(1, 3))))
    else:
        print("skip a device in place of a file: only root makes them")
    refused("a link in place of a file", replace_with(ifcfg, lambda p: os.symlink("ifcfg-lo", p)))
    refused("a link in place of a shared file", replace_with("etc/modprobe.conf", lambda p: os.symlink("/etc/passwd", p)))
    refused("a link to nothing in place of a file", replace_with(ifcfg, lambda p: os.symlink("../nothing", p)))
    refused("resolv.conf is a link", replace_with("etc/resolv.conf", lambda p: os.symlink("../run/resolv.conf", p)),
            host="debian.yaml")
    refused("a file in place of a directory", replace_with("etc/sysconfig", lambda p: open(p, "w").close()))
    refused("a link to nothing in place of a directory", replace_with(SCRIPTS[:-1], lambda p: os.symlink("gone", p)))
    refused("a link that leads in a circle", replace_with(SCRIPTS[:-1], lambda p: os.symlink("network-scripts", p)))
    refused("a file far too large", replace_with("etc/modprobe.conf", lambda p: subprocess.run(["truncate", "-s", "17M", p])))
    for state in ("lock", "journal", "manifest"):
        # the lock is only taken by render, which finds it unfit then
        if state != "lock":
            refused(f"a link in place of the {state}", replace_with(f"{STATE}/{state}", lambda p: os.symlink("/etc/passwd", p)))


def the_lock():
    for name, make in (("a link in place of the lock", lambda p: os.symlink("/etc/passwd", p)),
                       ("a pipe in place of the lock", os.mkfifo)):
        tree = new_tree(name)
        stock(tree)
        replace_with(STATE + "/lock", make)(tree)
        was = snapshot(tree)
        done = run("render", tree, "before.yaml")
        check(name, None if done.returncode == 2 and snapshot(tree) == was else f"{done.returncode} {done.stderr}")
        ROWS.append((name, str(done.returncode), said(done, tree)))


# ---- links to directories: they stay inside ----------------------------------------------------------

def links():
    """A directory is a link at each place of the way: what it says is meant as the host sees it, below the root."""
    for path in ("etc", "etc/sysconfig", SCRIPTS[:-1], "var", "var/lib", STATE):
        for kind in ("relative", "absolute", "out of the root"):
            name = f"{path} is a link, {kind}"
            tree, outside = new_tree(name), new_tree(name + " outside")
            stock(tree)
            write(outside, "moved/keep", b"")
            os.makedirs(os.path.join(tree, path), exist_ok=True)
            os.rename(os.path.join(tree, path), os.path.join(tree, "moved"))
            depth = path.count("/")
            os.symlink({"relative": "../" * depth + "moved", "absolute": "/moved",
                        "out of the root": "../" * (depth + 9) + "moved"}[kind], os.path.join(tree, path))
            other = snapshot(outside)
            done = run("render", tree, "before.yaml")
            link = os.path.islink(os.path.join(tree, path))
            inside = os.path.join(tree, "moved", os.path.relpath(SCRIPTS + "ifcfg-bond0", path))
            if path.startswith("var"):
                inside = os.path.join(tree, "moved", os.path.relpath(STATE + "/manifest", path))
            why = None
            if done.returncode or not link or not os.path.isfile(inside) or snapshot(outside) != other:
                why = f"ends with {done.returncode}: {done.stderr}"
            check(name, why)
    ROWS.append(("a directory of the way is a link: relative, absolute, out of the root", "0",
                 "nothing; the file is inside, where the host would find it"))


# ---- the manifest ------------------------------------------------------------------------------------

HEAD = b"bondwright manifest 1\nhost vm1.example.com\n"


def line(path, content=b"", kind=b"owned"):
    return hashlib.sha256(content).hexdigest().encode() + b" " + kind + b" " + path.encode() + b"\n"


def manifests():
    secret = b"root:x:0:0:root:/root:/bin/bash\n"

    def manifest(text):
        def prepare(tree):
            write(tree, "etc/passwd", secret)
            write(tree, SCRIPTS + "ifcfg-old", b"DEVICE=old\n")
            write(tree, STATE + "/manifest", text)
        return prepare
    for name, text in [
            ("a manifest with a path that is never written", HEAD + line("etc/passwd", secret)),
            ("a manifest that calls a shared file ours", HEAD + line("etc/modprobe.conf", STOCK_MODPROBE)),
            ("a manifest with a path that leads up", HEAD + line(SCRIPTS + "../../../etc/passwd", secret)),
            ("a manifest with an absolute path", HEAD + line("/" + SCRIPTS + "ifcfg-old", b"DEVICE=old\n")),
            ("a manifest with a file twice", HEAD + line(SCRIPTS + "ifcfg-old") * 2),
            ("a manifest with a NUL", HEAD + line(SCRIPTS + "ifcfg-old").replace(b"old", b"o\0d")),
            ("a manifest that is cut off", (HEAD + line(SCRIPTS + "ifcfg-old"))[:-1]),
            ("a manifest with a hash in capitals", HEAD + line(SCRIPTS + "ifcfg-old").replace(b"e", b"E", 1)),
            ("a manifest without a host", b"bondwright manifest 1\n"),
            ("a manifest of another version", HEAD.replace(b"1", b"2", 1)),
            ("an empty manifest", b""),
            ("a manifest of 5 MiB", HEAD + b"#" * (5 << 20)),
            ("a manifest with a line of 1 MiB", HEAD + b"a" * (1020 << 10) + b"\n")]:
        refused(name, manifest(text), pattern="TREE004")
    refused("a journal that is none", lambda t: write(t, STATE + "/journal", b"\xff\xfe\n"), pattern="TREE004")
    refused("a manifest of another host", manifest(HEAD.replace(b"vm1", b"vm2")), pattern="TREE007")
    # --force does without it, and removes nothing
    tree = new_tree("a hostile manifest and force")
    stock(tree)
    manifest(HEAD + line("etc/passwd", secret) + line(SCRIPTS + "ifcfg-old", b"DEVICE=old\n"))(tree)
    done = run("render", tree, "before.yaml", "--force")
    there = snapshot(tree)
    check("a hostile manifest and --force", None if done.returncode == 0 and "etc/passwd" in there and
          SCRIPTS + "ifcfg-old" in there and run("diff", tree, "before.yaml").returncode == 0 else done.stderr)


def edited():
    """A file of a removed interface goes if it is as it was written, else it stays until --force."""
    for name, edit, forced in (("a removed interface", False, False), ("a removed interface, edited", True, False),
                               ("a removed interface, edited, and --force", True, True)):
        tree = new_tree(name)
        stock(tree)
        run("render", tree, "before.yaml")
        path = os.path.join(tree, SCRIPTS, "ifcfg-br0")
        if edit:
            with open(path, "a") as f:
                f.write("# mine\n")
        done = run("render", tree, "after.yaml", *(["--force"] if forced else []))
        stays = edit and not forced
        again = run("diff", tree, "after.yaml")
        why = None
        if done.returncode or os.path.exists(path) != stays or ("TREE005" in done.stderr) != stays:
            why = f"ends with {done.returncode}: {done.stderr}"
        elif again.returncode or ("TREE005" in again.stderr) != stays:
            why = f"diff then ends with {again.returncode}: {again.stderr}"
        check(name, why)
        ROWS.append((name, str(done.returncode), said(done, tree)))


# ---- what stays as it is -----------------------------------------------------------------------------

BEGIN, END = b"# BEGIN bondwright\n", b"# END bondwright\n"
MODPROBE = (b"# Storage\nalias scsi_hostadapter cciss\nalias scsi_hostadapter1 qla2xxx\n"
            b"options qla2xxx ql2xmaxqdepth=16 \\\n\tqlport_down_retry=10\n\n"
            b"install usb-storage /bin/true\nalias eth0 bnx2\nalias eth1 bnx2")
XEND = (b"# -*- sh -*-\n\n#\n# Settings of the daemon; those behind a # are its defaults.\n#\n\n#(logfile /var/log/xen/xend.log)\n"
        b"(xend-http-server no)\n(xend-unix-server yes)\n\n# Bridging:\n# (network-script network-dummy)\n(dom0-min-mem 256)\n\n"
        b"\t(keymap 'de')   \n\n\n# the end, without a break")
INTERFACES = (b"# the box in rack 4\r\n\nauto dummy0\niface dummy0 inet static\n\taddress 192.0.2.1\n\tnetmask 255.255.255.0\n"
              b"\tup ip route add 192.0.2.128/25 \\\n\t\tdev dummy0\n\n  source-directory /etc/network/interfaces.d\n")


def without_ours(text):
    """The bytes around our lines, and the lines."""
    at, to = text.index(BEGIN), text.index(END) + len(END)
    return text[:at], text[at:to], text[to:]


def stock_files():
    for name, path, stock_text, host, top in (
            ("modprobe.conf with the drivers of disks", "etc/modprobe.conf", MODPROBE, "before.yaml", False),
            ("modprobe.conf with CRLF", "etc/modprobe.conf", MODPROBE.replace(b"\n", b"\r\n"), "before.yaml", False),
            ("xend-config.sxp with comments", "etc/xen/xend-config.sxp", XEND, "xen.yaml", True),
            ("interfaces with other stanzas", "etc/network/interfaces", INTERFACES, "debian.yaml", False),
            ("an empty interfaces", "etc/network/interfaces", b"", "debian.yaml", False)):
        tree = new_tree(name)
        write(tree, path, stock_text, 0o640)
        done = run("render", tree, host)
        where = os.path.join(tree, path)
        with open(where, "rb") as f:
            text = f.read()
        why = None
        if done.returncode or BEGIN not in text:
            check(name, f"ends with {done.returncode}: {done.stderr}")
            continue
        before, ours, behind = without_ours(text)
        ended = stock_text if stock_text.endswith(b"\n") or top or not stock_text else stock_text + b"\n"
        if (before, behind) != ((b"", stock_text) if top else (ended, b"")):
            why = f"outside of the markers: {before + behind}"
        elif os.stat(where).st_mode & 0o777 != 0o640:
            why = "its mode changed"
        # our lines in the middle, with more of theirs on both sides: they are replaced where they are
        with open(where, "wb") as f:
            f.write(b"# first\r\n" + before + ours.replace(b"\n", b"\n# old\n", 1) + behind + b"# last")
        left = run("render", tree, host)
        if not why and (left.returncode != 1 or "TREE010" not in left.stderr):
            why = f"edited lines of ours: {left.stderr}"
        done = run("render", tree, host, "--force")
        with open(where, "rb") as f:
            text = f.read()
        if not why and (done.returncode or text != b"# first\r\n" + before + ours + behind + b"# last"):
            why = f"when replaced: {text}"
        check(name, why)


def interfaces():
    """Stanzas of an interface that is ours too are in the way; --force keeps the file beside."""
    mine = b"# by hand\nauto lo\niface lo inet loopback\n\nallow-hotplug \\\n eth0\niface eth0 inet dhcp\n"
    refused("interfaces with a stanza of ours", lambda t: write(t, "etc/network/interfaces", mine), host="debian.yaml",
            pattern="interfaces:6:2: error.TREE003.: 'eth0'")
    tree = new_tree("interfaces and force")
    write(tree, "etc/network/interfaces", mine, 0o600)
    done = run("render", tree, "debian.yaml", "--force")
    files = files_of(snapshot(tree))
    old, now = snapshot(tree).get(STATE + "/old/etc/network/interfaces"), files["etc/network/interfaces"]
    check("interfaces with a stanza of ours and --force", None if done.returncode == 0 and old and old[2] == mine and
          old[1] == now[1] == 0o600 and b"by hand" not in now[2] and run("diff", tree, "debian.yaml").returncode == 0
          else done.stderr)


def markers():
    for name, text in (("a marker without an end", BEGIN + b"x\n"), ("an end without a beginning", END),
                       ("two pairs of markers", (BEGIN + END) * 2), ("markers inside of each other", BEGIN + BEGIN + END + END),
                       ("markers in the wrong order", END + BEGIN)):
        refused(name, lambda t, text=text: write(t, "etc/modprobe.conf", b"alias a b\n" + text), pattern="TREE002")
    refused("a last line that goes on", lambda t: write(t, "etc/modprobe.conf", b"options a \\\n"), pattern="TREE003")


# ---- runs at once, and trees that cannot be written ----------------------------------------------------

def at_once():
    tree = new_tree("two runs")
    stock(tree)
    os.makedirs(os.path.join(tree, STATE))
    with open(os.path.join(tree, STATE, "lock"), "w") as lock:
        # of the open file, as the program has it: one of lockf() would go when snapshot() closes the file
        fcntl.fcntl(lock, fcntl.F_OFD_SETLK, struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))
        was = snapshot(tree)
        done = run("render", tree, "before.yaml")
        check("a second run refuses", None if done.returncode == 2 and "another run" in done.stderr and
              snapshot(tree) == was else f"{done.returncode} {done.stderr}")
        ROWS.append(("another run has the lock", str(done.returncode), said(done, tree)))
        write(tree, STATE + "/journal", b"bondwright journal 1\nhost vm1.example.com\n")
        compared = run("diff", tree, "before.yaml")
        check("diff says that a run is at work", None if compared.returncode == 1 and
              "a run is at work here" in compared.stderr else f"{compared.returncode} {compared.stderr}")
    good = snapshot_after("before.yaml")
    wrong = None
    for i in range(20):
        tree = new_tree(f"race {i}")
        stock(tree)
        runs = [subprocess.Popen([BW, "render", "--quiet", "--root", tree, os.path.join(HERE, "before.yaml")],
                                 stderr=subprocess.DEVNULL) for _ in range(8)]
        codes = [r.wait() for r in runs]
        if 0 not in codes or not set(codes) <= {0, 2} or snapshot(tree) != good:
            wrong = f"{codes}"
    check("eight runs at once, twenty times: the tree is whole", wrong)


def snapshot_after(host):
    tree = new_tree("whole " + host)
    stock(tree)
    run("render", tree, host)
    return snapshot(tree)


def read_only():
    name = "a tree that may not be written"
    tree = new_tree(name)
    stock(tree)
    os.chmod(WORK, 0o755)
    for top, _, _ in os.walk(tree):
        os.chmod(top, 0o555)
    was = snapshot(tree)
    nobody = 65534 if os.geteuid() == 0 else None
    done = run("render", tree, "before.yaml", user=nobody)
    check(name, None if done.returncode == 2 and "Permission denied" in done.stderr and snapshot(tree) == was
          else f"{done.returncode} {done.stderr}")
    ROWS.append((name, str(done.returncode), said(done, tree)))
    # what is equal needs nothing written
    for top, _, _ in os.walk(tree):
        os.chmod(top, 0o755)
    run("render", tree, "before.yaml")
    for top, _, _ in os.walk(tree):
        os.chmod(top, 0o555)
    done = run("render", tree, "before.yaml", user=nobody)
    check("a tree that may not be written, and need not be", None if done.returncode == 0 else done.stderr)
    for top, _, _ in os.walk(tree):
        os.chmod(top, 0o755)


def mounted(name, options, body):
    tree = new_tree(name)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", tree], stderr=subprocess.DEVNULL).returncode:
        print(f"skip {name}: cannot mount")
        return
    try:
        body(tree)
    finally:
        subprocess.run(["umount", tree], check=True)


def full(tree):
    """Fuller by a page each time: somewhere on the way there is no room left, and with more of it all is well."""
    stock(tree)
    failed, wrong, pages = 0, None, 0
    start = snapshot(tree)
    while True:
        subprocess.run(["mount", "-o", f"remount,size={(8 + pages) * 4}k", tree], check=True)
        done = run("render", tree, "before.yaml")
        now = snapshot(tree)
        if any(TEMPORARY.search(p) for p in now):
            wrong = "a temporary is left"
        if done.returncode == 0:
            break
        failed += 1
        if done.returncode != 2 or "No space left" not in done.stderr or pages > 200:
            wrong = f"ends with {done.returncode}: {done.stderr}"
            break
        if STATE + "/journal" not in now and files_of(now) != files_of(start):
            wrong = "half written, and no journal says so"
        pages += 1
    if failed < 3:
        wrong = wrong or f"only {failed} runs found no room"
    if run("diff", tree, "before.yaml").returncode:
        wrong = wrong or "diff finds differences at the end"
    check("a full file system", wrong)
    ROWS.append(("a full file system, with a page more each time" + ROOT, "2", "No space left on device, until there is"))


def never_writable(tree):
    stock(tree)
    subprocess.run(["mount", "-o", "remount,ro", tree], check=True)
    was = snapshot(tree)
    done = run("render", tree, "before.yaml")
    ROWS.append(("a file system that is read-only" + ROOT, str(done.returncode), said(done, tree)))
    check("a file system that is read-only", None if done.returncode == 2 and "Read-only file system" in done.stderr and
          snapshot(tree) == was else f"{done.returncode} {done.stderr}")


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    os.umask(0o022)
    obstacles()
    the_lock()
    links()
    manifests()
    edited()
    stock_files()
    interfaces()
    markers()
    at_once()
    read_only()
    mounted("a full file system", "size=256k", full)
    mounted("a file system that is read-only", "size=1m", never_writable)
    with open(TABLE, "a", encoding="ascii") as f:
        f.write("\nWhat stood in the tree, how `render --root` ended, and what it said. Where that is not 0\n"
                "nothing was changed, but on a full file system: there the next run completed it.\n\n")
        width = max(len(row[0]) for row in ROWS)
        f.writelines(f"{row[0].ljust(width)}  {row[1]}  {row[2]}\n" for row in ROWS)


main()
