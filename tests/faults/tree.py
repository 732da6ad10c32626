"""Trees for the tests of `render --root` and `diff --root`."""
import os
import re
import stat
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
STATE = "var/lib/bondwright"
STOCK_MODPROBE = (b"alias scsi_hostadapter mptbase\nalias scsi_hostadapter1 mptspi\n"
                  b"alias eth0 e1000e\noptions mptbase mpt_msi_enable=0")
TEMPORARY = re.compile(r"\.bondwright-[0-9a-f]{6}$")


def bondwright(program, command, tree, host, *more, env=None, user=None):
    return subprocess.run([program, command, *more, "--root", tree, os.path.join(HERE, host)], text=True,
                          env={**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8", **(env or {})}, user=user,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)


def snapshot(tree):
    """path -> what is there: for files the bytes and the mode."""
    found = {}
    for top, dirs, files in os.walk(tree):
        for name in dirs + files:
            path = os.path.join(top, name)
            st = os.lstat(path)
            content = None
            if stat.S_ISREG(st.st_mode):
                with open(path, "rb") as f:
                    content = f.read()
            found[os.path.relpath(path, tree)] = (stat.S_IFMT(st.st_mode), stat.S_IMODE(st.st_mode), content)
    return found


def files_of(tree):
    return {p: v for p, v in tree.items() if stat.S_ISREG(v[0]) and not p.startswith(STATE + "/")}


def touched(tree):
    """What a file is besides its content: a new one of the same bytes shows."""
    found = {}
    for path in files_of(snapshot(tree)):
        st = os.lstat(os.path.join(tree, path))
        found[path] = (st.st_ino, st.st_mtime_ns)
    return found


def write(tree, path, text, mode=0o644):
    path = os.path.join(tree, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(text)
    os.chmod(path, mode)


def stock(tree):
    """What a system of the release has before: written for this test in the style of its time."""
    write(tree, "etc/modprobe.conf", STOCK_MODPROBE, 0o640)
    write(tree, "etc/sysctl.conf", b"# kernel\r\nnet.ipv4.ip_forward = 0\r\nkernel.sysrq = 0\r\n")
    write(tree, "etc/sysconfig/network", b"NETWORKING=yes\nHOSTNAME=localhost.localdomain\n")
    write(tree, "etc/sysconfig/network-scripts/ifcfg-lo", b"DEVICE=lo\nIPADDR=127.0.0.1\nONBOOT=yes\n")
