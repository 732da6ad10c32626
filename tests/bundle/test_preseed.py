#!/usr/bin/python3
"""render --as preseed: read as debconf-set-selections of Debian and of its installers reads it, and run as the installer does."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import scratch

BW = os.environ['BW']
EMIT = os.path.join(os.environ['BUILD'], 'unit/bundle/test_script')
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
IN_TARGET = b'#!/bin/sh\nchroot /target "$@" || exit 1\n'
SYSTEMRC = '''Config: config
Templates: templates

Name: config
Driver: File
Filename: %s/config.dat

Name: templates
Driver: File
Filename: %s/templates.dat
'''


def say(name, why):
    print('not ok %s: %s' % (name, why) if why else 'ok ' + name)


def by_debconf(text, dir):
    """The answers in the database of Debian's debconf."""
    with open(os.path.join(dir, 'debconf.conf'), 'w') as f:
        f.write(SYSTEMRC % (dir, dir))
    run = subprocess.run(['debconf-set-selections'], input=text, capture_output=True,
                         env={'PATH': os.environ['PATH'], 'DEBCONF_SYSTEMRC': os.path.join(dir, 'debconf.conf')})
    assert run.returncode == 0 and not run.stderr, run.stderr
    out = {}
    with open(os.path.join(dir, 'config.dat'), 'rb') as f:
        for stanza in f.read().split(b'\n\n'):
            fields = dict(line.split(b': ', 1) for line in stanza.split(b'\n') if b': ' in line)
            if fields:
                out[fields[b'Name'].decode()] = fields.get(b'Value', b'')
    return out


def lines_of(text):
    """What the udeb's debconf-set-selections goes through: no comments, no empty lines, wherever they stand."""
    return [line.replace(b'\r', b'') for line in text.split(b'\n')
            if not line.startswith(b'#') and line.strip()]


def by_udeb(text, unused):
    """preseed-common since etch: blanks around a joint become one."""
    out, begun = {}, b''
    for line in lines_of(text):
        line = line.lstrip()
        if line.endswith(b'\\'):
            begun += (b' ' if begun else b'') + line[:-1].rstrip()
            continue
        line = begun + b' ' + line if begun else line
        begun = b''
        words = line.split(None, 3)
        out[words[1].decode()] = words[3] if len(words) > 3 else b''
    return out


def by_etch(text, root):
    """That of etch: all words anew, those that match files of the installer replaced by their names."""
    out, begun = {}, b''
    for line in lines_of(text):
        begun += line
        if begun.endswith(b'\\'):
            begun = begun[:-1]
            continue
        words, value = begun.split(), []
        for word in words[3:]:
            value += sorted(glob.glob(word, root_dir=root.encode())) or [word]
        out[words[1].decode()], begun = b' '.join(value), b''
    return out


def installer(dir, kind):
    """An installer's root, with that of the system that it installs."""
    root = scratch.make_root(dir)
    for name in ('chroot', 'grep'):
        os.symlink('busybox', os.path.join(root, 'bin', name))
    scratch.fill(root, {'bin/in-target': (IN_TARGET, 0o755), 'etc/network/interfaces': b'auto lo\niface lo inet loopback\n',
                        "a": b'', "'*'": b''})
    scratch.make_root(os.path.join(root, 'target'), kind)
    return root


def read(root, path):
    with open(os.path.join(root, path)) as f:
        return f.read()


def judge(name, yaml, kind='dash'):
    run = subprocess.run([BW, 'render', '--as', 'preseed', yaml], capture_output=True)
    if run.returncode:
        say(name, run.stderr.decode())
        return
    text = run.stdout
    packages = re.search(rb'^d-i pkgsel/include string (.*)$', text, re.M)
    script = subprocess.run([EMIT, yaml], capture_output=True, check=True).stdout
    for reader in (by_debconf, by_udeb, by_etch):
        with tempfile.TemporaryDirectory() as top:
            root = installer(os.path.join(top, 'root'), kind)
            want = scratch.make_root(os.path.join(top, 'want'), kind)
            scratch.run_script(want, script, kind)
            answers = reader(text, root if reader is by_etch else top)
            value = answers['preseed/late_command']
            run = subprocess.run(['chroot', root, '/bin/sh', '-c', value], stdin=subprocess.DEVNULL, capture_output=True,
                                 env=scratch.ENV)
            why = run.stderr.decode() if run.returncode else ''
            why = why or scratch.compare(os.path.join(root, 'target'), want)
            if not why and read(root, 'etc/network/interfaces') != read(root, 'target/etc/network/interfaces'):
                why = 'netcfg would put its own file in place'
            if not why and answers.get('pkgsel/include', b'') != (packages.group(1) if packages else b''):
                why = 'pkgsel/include is %s' % answers.get('pkgsel/include')
            if not why and answers['netcfg/target_network_config'] != b'ifupdown':
                why = 'netcfg is %s' % answers['netcfg/target_network_config']
            say('%s: %s' % (name, reader.__name__[3:]), why)


HOSTILE = r'''
host: a
os: %s
virtualization: kvm
nics: [{name: eth0, mac: "52:54:00:00:00:01", comment: "$(touch /pwned) `touch /pwned` ' \" \\ EOF %%end *  ?   [a-z] ~39~ @ é"}, {name: eth1}]
bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1], addresses: [10.0.0.2/24], comment: "-n \\"}]
'''


def in_the_way(top):
    """A script that fails fails the command."""
    yaml = os.path.join(top, 'host.yaml')
    with open(yaml, 'w') as f:
        f.write(HOSTILE % 'bookworm')
    text = subprocess.run([BW, 'render', '--as', 'preseed', yaml], capture_output=True, check=True).stdout
    root = installer(os.path.join(top, 'root'), 'dash')
    os.makedirs(os.path.join(root, 'target/etc/modprobe.d/bonding.conf'))
    run = subprocess.run(['chroot', root, '/bin/sh', '-c', by_udeb(text, None)['preseed/late_command']],
                         capture_output=True, env=scratch.ENV)
    say('something in the way', '' if run.returncode == 1 and b'bonding.conf is no regular file' in run.stderr
        else 'exit %d: %s' % (run.returncode, run.stderr))


def interfaces(top):
    """The installer gets the interfaces file if ours is in place, whatever else is in the way; the status is the script's."""
    yaml = os.path.join(top, 'host.yaml')
    with open(yaml, 'w') as f:
        f.write((HOSTILE % 'bookworm').replace('host: a', 'host: a\ndns: {servers: [10.0.0.53]}'))
    text = subprocess.run([BW, 'render', '--as', 'preseed', yaml], capture_output=True, check=True).stdout
    for name, start, lacks, code, copied in (
            ('nothing is in the way', {}, [], 0, True),
            ('resolv.conf is a link', {'etc/resolv.conf': '/run/resolv.conf'}, [], 1, True),
            ('the interfaces file is a directory', {'etc/network/interfaces/x': b''}, [], 1, False),
            ('the interfaces file is a link', {'etc/network/interfaces': '/run/interfaces', 'run/interfaces': b'auto eth0\n'},
             [], 1, False),
            ('there is no awk', {'etc/network/interfaces': b'auto eth0\n'}, ['awk'], 127, False),
            ('awk fails', {'etc/network/interfaces': b'auto eth0\n', 'bin/awk': (b'#!/bin/sh\nexit 3\n', 0o755)}, ['awk'], 3, False),
            ('there is no sed', {'etc/network/interfaces': b'auto eth0\n'}, ['sed'], 1, False)):
        for reader in (by_udeb, by_etch):
            with tempfile.TemporaryDirectory() as dir:
                root = installer(os.path.join(dir, 'root'), 'dash')
                with open(os.path.join(root, 'bin/in-target'), 'w') as f:
                    f.write('#!/bin/sh\nexec chroot /target "$@"\n')
                for tool in lacks:
                    os.unlink(os.path.join(root, 'target/bin', tool))
                scratch.fill(os.path.join(root, 'target'), start)
                command = reader(text, root)['preseed/late_command'] + b' && : > /joined'
                run = subprocess.run(['chroot', root, '/bin/sh', '-c', command], capture_output=True, env=scratch.ENV)
                got = 'bond0' in read(root, 'etc/network/interfaces')
                joined = os.path.exists(os.path.join(root, 'joined'))
                say('%s: %s' % (name, reader.__name__[3:]), '' if (run.returncode, got, joined) == (code, copied, not code)
                    else 'exit %d, copied: %s, goes on: %s: %s' % (run.returncode, got, joined, run.stderr))


def too_long(top):
    """Linux hands a program no argument of more than 128 KiB."""
    for n, code in ((1000, 0), (6000, 2)):
        yaml = os.path.join(top, 'long.yaml')
        with open(yaml, 'w') as f:
            f.write('host: a\nos: bookworm\nnics:\n  - name: eth0\n    addresses: [10.0.0.2/16]\n    routes:\n')
            for i in range(n):
                f.write('      - {to: 10.%d.%d.0/24, via: 10.0.0.1}\n' % (1 + i // 256, i % 256))
        run = subprocess.run([BW, 'render', '--as', 'preseed', yaml], capture_output=True)
        say('%d routes' % n, '' if run.returncode == code and (not code or b'sh -c takes less' in run.stderr)
            else run.stderr.decode())
        if not code:
            judge('%d routes' % n, yaml)


def findings(top):
    """What the installer leaves to the files is said, of a host with anything but NICs; other releases are refused."""
    yaml = os.path.join(top, 'found.yaml')
    nics = 'host: a\nos: %s\nnics: [{name: eth0, addresses: [10.0.0.2/24]}]\n'
    for name, text, code, words in (
            ('only NICs', nics % 'bookworm', 0, b''),
            ('a VLAN', nics % 'bookworm' + 'vlans: [{id: 5, parent: eth0, addresses: [10.5.0.2/24]}]\n', 0, b'INST002'),
            ('of RHEL', nics % 'rhel5', 1, b'INST001'), ('of SUSE', nics % 'sles11', 1, b'INST001')):
        with open(yaml, 'w') as f:
            f.write(text)
        out = os.path.join(top, name)
        run = subprocess.run([BW, 'render', '--as', 'preseed', '--out', out, yaml], capture_output=True)
        found = re.search(rb'INST00.', run.stderr)
        why = '' if run.returncode == code and (found.group() if found else b'') == words else run.stderr.decode()
        files = os.listdir(out) if os.path.isdir(out) else []
        say(name, why or ('' if files == ([] if code else ['a.cfg']) else 'files: %s' % files))
        if not code:
            judge(name, yaml)


def main():
    lack = scratch.missing() or (None if shutil.which('debconf-set-selections') else 'debconf-set-selections')
    if lack:
        print('skip preseed: no %s' % lack)
        return
    examples = os.path.join(TOP, 'examples')
    for name in sorted(os.listdir(examples)):
        yaml = os.path.join(examples, name)
        if name.endswith('.yaml') and subprocess.run([BW, 'render', '--as', 'preseed', yaml], capture_output=True).returncode == 0:
            judge(name[:-5], yaml)
    with tempfile.TemporaryDirectory() as top:
        for os_name in 'etch lenny squeeze wheezy jessie stretch buster bullseye bookworm'.split():
            yaml = os.path.join(top, os_name + '.yaml')
            with open(yaml, 'w') as f:
                f.write(HOSTILE % os_name)
            judge('hostile comments, ' + os_name, yaml, 'bash' if os_name in ('etch', 'lenny') else 'dash')
        in_the_way(top)
        interfaces(top)
        too_long(top)
        findings(top)


main()
