"""Roots of systems that have just been installed, scripts run in them, and trees compared."""
import os
import shutil
import stat
import subprocess
import tempfile

TOOLS = 'awk cat chmod cp head mkdir mv rm sed tail'.split()
# program by program, what a root has: the first is the shell
SYSTEMS = {
    'busybox': None,                                     # everything of one program, ash
    'dash': {'sh': 'dash', 'awk': 'mawk', 'cmp': 'cmp'},  # Debian
    'bash': {'sh': 'bash', 'awk': 'gawk'},               # Red Hat's, without diffutils
}
ENV = {'PATH': os.environ['PATH'], 'HOME': '/', 'LANG': 'C'}
_made = {}  # a root of each kind
LOCK = 'var/lib/bondwright/lock'  # of bondwright itself: nothing that a system reads


def missing():
    """What is needed and not there, or None."""
    for tool in ['busybox', 'chroot', 'dash', 'mawk', 'gawk', 'bash', 'cmp']:
        if not shutil.which(tool):
            return tool
    if os.geteuid() != 0:
        return 'root'
    with tempfile.TemporaryDirectory() as dir:
        try:
            os.mknod(os.path.join(dir, 'null'), stat.S_IFCHR | 0o666, os.makedev(1, 3))
        except PermissionError:
            return 'right to make devices'
    return None


def put_program(root, program, name):
    """Puts a program of this machine into a root, with its libraries."""
    path = os.path.realpath(shutil.which(program))
    target = os.path.join(root, 'bin', name)
    shutil.copy2(path, target)
    for word in subprocess.run(['ldd', path], capture_output=True, text=True).stdout.split():
        if word.startswith('/') and not os.path.exists(root + word):
            os.makedirs(os.path.dirname(root + word), exist_ok=True)
            shutil.copy2(os.path.realpath(word), root + word)


def _programs(root, shell):
    os.makedirs(os.path.join(root, 'bin'))
    programs = SYSTEMS[shell]
    if programs is None:
        shutil.copy2(os.path.realpath(shutil.which('busybox')), os.path.join(root, 'bin/busybox'))
        for name in TOOLS + ['sh', 'cmp', 'sha256sum']:
            os.symlink('busybox', os.path.join(root, 'bin', name))
        return
    for name, program in programs.items():
        put_program(root, program, name)
    for tool in TOOLS + ['sha256sum']:
        if tool not in programs:
            put_program(root, tool, tool)


def make_root(dir, shell='busybox'):
    """A root in the new directory, with the programs of that kind of system and nothing else. They are shared with other
    roots: take one away before another is put in its place."""
    if shell not in _made:
        _made[shell] = tempfile.TemporaryDirectory()
        _programs(os.path.join(_made[shell].name, 'root'), shell)
    subprocess.run(['cp', '-al', os.path.join(_made[shell].name, 'root'), dir], check=True)
    for name in ('tmp', 'dev', 'etc', 'var'):
        os.mkdir(os.path.join(dir, name))
    os.chmod(os.path.join(dir, 'tmp'), 0o1777)
    os.mknod(os.path.join(dir, 'dev/null'), stat.S_IFCHR | 0o666, os.makedev(1, 3))
    return dir


def run_script(root, text, shell='busybox', stdin=False):
    """Runs the script in the root, as a file or from its standard input; `shell` is what the root was made with."""
    assert shell in SYSTEMS
    if stdin:
        return subprocess.run(['chroot', root, '/bin/sh'], input=text, capture_output=True, env=ENV)
    path = os.path.join(root, 'tmp/script')
    with open(path, 'wb') as f:
        f.write(text)
    run = subprocess.run(['chroot', root, '/bin/sh', '/tmp/script'], stdin=subprocess.DEVNULL, capture_output=True,
                         env=ENV)
    os.unlink(path)
    return run


def fill(root, files):
    """Puts files into a root: bytes, or bytes and a mode; None is a directory, a string a link."""
    for path, what in files.items():
        name = os.path.join(root, path)
        mode = 0o644
        os.makedirs(os.path.dirname(name), exist_ok=True)
        if what is None:
            os.makedirs(name)
            continue
        if isinstance(what, str):
            os.symlink(what, name)
            continue
        if isinstance(what, tuple):
            what, mode = what
        with open(name, 'wb') as f:
            f.write(what)
        os.chmod(name, mode)
    return root


def state(root, exact=False):
    """What is in etc and var: by path, its mode and bytes; `exact`: inode and time of change too."""
    out = {}
    for top in ('etc', 'var'):
        for dir, dirs, names in os.walk(os.path.join(root, top)):
            for name in dirs + names:
                path = os.path.join(dir, name)
                st = os.lstat(path)
                what = b''
                if stat.S_ISLNK(st.st_mode):
                    what = os.readlink(path).encode()
                elif stat.S_ISREG(st.st_mode):
                    with open(path, 'rb') as f:
                        what = f.read()
                value = (oct(st.st_mode), what)
                if exact:
                    value += (st.st_ino, st.st_mtime_ns)
                out[os.path.relpath(path, root)] = value
    out.pop(LOCK, None)
    return out


def compare(a, b):
    """The first difference between two trees, in words; empty: there is none."""
    if not isinstance(a, dict):
        a, b = state(a), state(b)
    for path in sorted(set(a) | set(b)):
        if a.get(path) != b.get(path):
            return '%s: %s, and %s' % (path, a.get(path), b.get(path))
    return ''


def render(bw, yaml, root, *options):
    """bondwright render --root into the etc and var of the root."""
    return subprocess.run([bw, 'render', '--root', root, *options, yaml], capture_output=True, stdin=subprocess.DEVNULL)


def differs(bw, yaml, root):
    """What diff --root says of the tree; empty: that it is as it should be."""
    run = subprocess.run([bw, 'diff', '--root', root, yaml], capture_output=True, stdin=subprocess.DEVNULL)
    return '' if run.returncode == 0 else (run.stdout + run.stderr).decode()


# ---- trees as installers leave them ----

SCRIPTS = 'etc/sysconfig/network-scripts/'
LO = b'DEVICE=lo\nIPADDR=127.0.0.1\nNETMASK=255.0.0.0\nNETWORK=127.0.0.0\nBROADCAST=127.255.255.255\nONBOOT=yes\nNAME=loopback\n'

RHEL5 = {  # and 4; the disk drivers stand in modprobe.conf, and its last line has no break
    'etc/modprobe.conf': b'alias eth0 e1000\nalias eth1 e1000\nalias scsi_hostadapter mptbase\n'
                         b'alias scsi_hostadapter1 mptspi\nalias scsi_hostadapter2 ata_piix',
    'etc/sysconfig/network': b'NETWORKING=yes\nNETWORKING_IPV6=no\nHOSTNAME=localhost.localdomain\n',
    'etc/sysctl.conf': b'# Kernel sysctl configuration file for Red Hat Linux\nnet.ipv4.ip_forward = 0\n',
    'etc/resolv.conf': b'; generated by /sbin/dhclient-script\nnameserver 10.0.0.53\n',
    SCRIPTS + 'ifcfg-lo': LO,
    SCRIPTS + 'ifcfg-eth0': b'# Intel Corporation 82545EM\nDEVICE=eth0\nBOOTPROTO=dhcp\nHWADDR=00:16:3E:5E:6C:01\nONBOOT=yes\n',
    SCRIPTS + 'ifcfg-eth1': (b'DEVICE=eth1\nBOOTPROTO=dhcp\nONBOOT=no\n', 0o600),
    'etc/vz/conf/137.conf': b'ONBOOT="yes"\r\nNAME="ct137"\r\n',
}
RHEL7 = {  # Anaconda names the files of bonds by its connections
    'etc/sysconfig/network': b'# Created by anaconda\n',
    'etc/hostname': b'localhost.localdomain\n',
    SCRIPTS + 'ifcfg-lo': LO,
    SCRIPTS + 'ifcfg-Bond_connection_1': b'DEVICE=bond0\nTYPE=Bond\nBONDING_MASTER=yes\nNAME="Bond connection 1"\nONBOOT=yes\n',
    SCRIPTS + 'ifcfg-bond0_slave_1': b'TYPE=Ethernet\nNAME=bond0_slave_1\nDEVICE="eth0"\nONBOOT=yes\nMASTER=bond0\n',
    SCRIPTS + 'ifcfg-bond0_slave_2': b"TYPE=Ethernet\nDEVICE='eth1'  # of bond0\nONBOOT=yes\n",
    SCRIPTS + 'ifcfg-ens7': b'TYPE=Ethernet\nDEVICE=ens7\nONBOOT=no\n',
    SCRIPTS + 'ifcfg-eth0.bak': b'DEVICE=eth0\n',
    SCRIPTS + 'ifcfg-eth1': b'TYPE=Ethernet\nBOOTPROTO=dhcp\nONBOOT=no\n',
}
GONE7 = [SCRIPTS + name for name in ('ifcfg-Bond_connection_1', 'ifcfg-bond0_slave_1', 'ifcfg-bond0_slave_2')]
DEBIAN = {
    'etc/network/interfaces': b'# This file describes the network interfaces available on your system\n'
                              b'source /etc/network/interfaces.d/*\n\nauto lo\niface lo inet loopback\n\n'
                              b'# The primary network interface\nallow-hotplug %s\niface %s inet dhcp\n',
    'etc/network/interfaces.d': None,
    'etc/resolv.conf': b'domain example.com\nsearch example.com\nnameserver 10.0.0.53\n',
    'etc/udev/rules.d/70-persistent-net.rules':
        b'SUBSYSTEM=="net", ACTION=="add", DRIVERS=="?*", ATTR{address}=="52:54:00:12:34:56", NAME="eth0"\n',
    'etc/modprobe.d/arch/i386': b'alias parport_lowlevel parport_pc\n',
    'etc/vz/conf/101.conf': b'ONBOOT="yes"',
    'etc/sysctl.conf': b'#kernel.domainname = example.com\n',
}
SUSE = {
    'etc/HOSTNAME': b'linux.site\n',
    'etc/sysconfig/network/ifcfg-lo': b"IPADDR='127.0.0.1/8'\nSTARTMODE='auto'\n",
    'etc/sysconfig/network/ifcfg-eth0': b"BOOTPROTO='dhcp'\nSTARTMODE='auto'\n",
    'etc/sysconfig/network/config': b'## Path: Network/General\nCHECK_DUPLICATE_IP="yes"\nNETCONFIG_DNS_STATIC_SERVERS=""\n',
    'etc/modprobe.conf.local': b'#\n# please add local extensions to this file\n#\n',
    'etc/sysctl.conf': b'net.ipv4.ip_forward = 0',
    'etc/xen/xend-config.sxp': b'# -*- sh -*-\n(xend-relocation-server no)\n(network-script network-bridge)\n(vif-script vif-bridge)\n',
}
