#!/usr/bin/python3
"""The script of a bundle in a tree where another ran before: what is not needed any more goes, as with render --root."""
import hashlib
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import scratch
from case import BLOCK, BW, CONF, HOST, KINDS, MODULES, PROGRAM, Case, emit, read, say, without_copies


def manifests():
    """That of an earlier run says what is not there, or has lines that are none of it."""
    path = 'var/lib/bondwright/manifest'
    head = b'bondwright manifest 1\nhost a\n'
    gone = b'0' * 64 + b' owned etc/sysconfig/network-scripts/ifcfg-eth7\n'
    plain = Case('', HOST % 'rhel5', {}, [])
    want = scratch.state(plain.wants())
    for name, host in (('before', b'host a'), ('another host', b'host b')):
        before = head.replace(b'host a', host) + gone
        case = Case('a manifest of ' + name, HOST % 'rhel5', {path: before})

        def judge(root, out, err):
            now = scratch.state(root)
            kept = now.get('var/lib/bondwright/old/' + path, ('', b''))[1]
            return err or ('' if kept == (b'' if host == b'host a' else before) else 'the copy is another') or \
                scratch.compare(without_copies(now), want)
        case.judge(0, judge)
        case.judge(0, lambda root, out, err: out + err or scratch.compare(without_copies(scratch.state(root)), want))
    mine = b'mine\n'
    digest = hashlib.sha256(mine).hexdigest().encode()
    for name, line in {'a way up': digest + b' owned etc/../etc/mine', 'a way up at the end': digest + b' owned etc/..',
                       'from the top': digest + b' owned /etc/mine', 'a pattern': digest + b' owned etc/min*',
                       'blanks': digest + b' owned etc/mine etc/mine', 'no kind': digest + b' etc/mine',
                       'another kind': digest + b' mine etc/mine', 'a short hash': digest[:-1] + b' owned etc/mine',
                       'no hash': b'x' * 64 + b' owned etc/mine', 'no words': b'', 'a figure': b'64' + b' owned etc/mine'}.items():
        case = Case('no line of a manifest: ' + name, HOST % 'rhel5', {path: head + line + b'\n', 'etc/mine': mine})
        case.judge(1, lambda root, out, err: '' if 'is none of it' in err and read(root, 'etc/mine') == mine and
                   read(root, path) == want[path][1] and read(root, 'var/lib/bondwright/old/' + path) == head + line + b'\n'
                   else err + read(root, path).decode())
    case = Case('no manifest', HOST % 'rhel5', {path: digest + b' owned etc/mine\n' * 3, 'etc/mine': mine})
    case.judge(0, lambda root, out, err: err or ('' if read(root, 'etc/mine') == mine and read(root, path) == want[path][1] else 'mine'))
    for name, what in {'a link': '../etc/mine', 'a directory': None}.items():
        case = Case('not needed any more: ' + name, HOST % 'rhel5', {
            path: head + digest + b' owned etc/old\n', 'etc/mine': mine, 'etc/old': what})
        case.judge(1, lambda root, out, err: '' if '/etc/old is ' in err and os.path.lexists(root + '/etc/old') and
                   read(root, 'etc/mine') == mine and b' owned etc/old\n' in read(root, path) else err)


class Again(Case):
    """The same after a run of another description; want is what render --root makes of both."""

    def __init__(self, name, first, second, start, edits=None, options=('--force',), kinds=None):
        super().__init__(name, first, start, kinds)
        self.want = self.wants('--force')
        for root in self.roots.values():
            run = scratch.run_script(root, self.text)
            assert run.returncode == 0, run.stderr.decode()
        for root in [self.want, *self.roots.values()]:
            scratch.fill(root, {path: edit(read(root, path)) for path, edit in (edits or {}).items()})
        with open(self.yaml, 'w') as f:
            f.write(second)
        self.text = emit(self.yaml)
        run = scratch.render(BW, self.yaml, self.want, *options)
        assert run.returncode == 0, run.stderr.decode()

    def as_render(self, code, said=(), kept=()):
        def judge(root, out, err):
            now = scratch.state(root)
            lack = [words for words in said if words not in (err if code else out)]
            lack += ['a copy of ' + path for path in kept if 'var/lib/bondwright/old/' + path not in now]
            return 'no ' + ', '.join(lack) if lack else scratch.compare(without_copies(now), without_copies(scratch.state(self.want)))
        self.judge(code, judge)
        before = {kind: scratch.state(root, True) for kind, root in self.roots.items()}
        self.name += ', a second run'
        for kind, root in self.roots.items():
            run = scratch.run_script(root, self.text, kind)
            say('%s: %s' % (self.name, kind), run.stderr.decode() if run.returncode != code else
                scratch.compare(before[kind], scratch.state(root, True)))


TAGGED = """
host: %s
os: rhel7
nics: [{name: em1}, {name: em2}, {name: em3}]
bonds: [{name: %s, mode: active-backup, miimon: 100, slaves: [em1, em2], addresses: [10.0.0.2/24]}]
vlans: [{id: %d, parent: em3, addresses: [10.0.7.2/24], routes: [{to: 10.9.0.0/16, via: 10.0.7.1}]}]
"""
LONE = """
host: a
os: rhel5
nics: [{name: eth0, addresses: [10.0.0.2/24]}]
"""
IFCFG7 = scratch.SCRIPTS + 'ifcfg-em3.7'
ROUTE7 = scratch.SCRIPTS + 'route-em3.7'


def described_otherwise():
    """What an earlier run wrote and the host does not have any more goes, as with render --root, if it is as it was written."""
    first, second = TAGGED % ('a', 'bond0', 7), TAGGED % ('a', 'bond0', 8)
    Again('a VLAN of another number', first, second, {}).as_render(
        0, ['/%s went' % path for path in (IFCFG7, ROUTE7)], [IFCFG7, ROUTE7])
    Again('another host', first, TAGGED % ('b', 'bond1', 8), {}).as_render(
        0, ['ifcfg-bond0 went'], [IFCFG7, scratch.SCRIPTS + 'ifcfg-bond0', 'var/lib/bondwright/manifest'])
    for name, theirs in {'a line': b'a\n', 'no break': b'a', 'nothing': b'', 'lines around': b'a\n' + BLOCK + b'b'}.items():
        Again('no bond any more, ' + name, PROGRAM, LONE, {CONF: theirs}).as_render(
            0, ['in /%s went' % CONF, '/%s went' % MODULES], [CONF, MODULES])
    Again('no shared file any more', PROGRAM, LONE, {}).as_render(0, ['in /%s went' % CONF], [CONF])
    for name, edits in {'at its end': lambda old: old + b'# mine\n', 'no break': lambda old: old[:-1]}.items():
        Again('edited, ' + name, first, second, {}, {IFCFG7: edits}, ()).as_render(
            1, ['/%s is not needed any more, and stays: it was edited' % IFCFG7], [ROUTE7])
    Again('edited, of another host', first, TAGGED % ('b', 'bond0', 8), {}, {IFCFG7: lambda old: b'x\n'}).judge(
        1, lambda root, out, err: '' if b' owned %s\n' % IFCFG7.encode() in read(root, 'var/lib/bondwright/manifest') else err)
    Again('edited lines', PROGRAM, LONE, {CONF: b'a\n'}, {CONF: lambda old: old.replace(b'# END', b'# x\n# END')}, ()).as_render(
        1, ['/%s is not needed any more, and stays: it was edited' % CONF])
    Again('lines beside ours', PROGRAM, LONE, {CONF: b'a\n'}, {CONF: lambda old: b'x\n' + old + b'y'}, ()).as_render(0)
    Again('our lines are gone', PROGRAM, LONE, {CONF: b'a\n'}, {CONF: lambda old: b'a\n'}, ()).as_render(0)
    Again('damaged lines', PROGRAM, LONE, {CONF: b'a\n'}, {CONF: lambda old: old + BLOCK}, ()).as_render(
        1, ['the markers of /%s are damaged' % CONF])
    Again('empty', first, second, {}, {IFCFG7: lambda old: b''}, ()).as_render(1, ['it was edited'])
    stays_for_now(first, second)


def stays_for_now(first, second):
    """Nothing goes as long as nobody can tell whose it is, or the host's own files are not in place."""
    case = Again('no sha256sum', first, second, {}, kinds=['dash', 'bash'])  # busybox needs no name for its own
    for root in case.roots.values():
        os.unlink(root + '/bin/sha256sum')

    def judge(root, out, err):
        said = ['/%s is not needed any more, and stays: there is no sha256sum' % path for path in (IFCFG7, ROUTE7)]
        lines = read(root, 'var/lib/bondwright/manifest')
        return err if [words for words in said if words not in err] else '' if os.path.exists(
            root + '/' + IFCFG7) and IFCFG7.encode() in lines and b'ifcfg-em3.8' in lines else lines.decode()
    case.judge(1, judge)
    for root in case.roots.values():
        scratch.put_program(root, 'sha256sum', 'sha256sum')
    case.name = 'sha256sum is there again'
    case.as_render(0, [], [IFCFG7, ROUTE7])
    case = Again('something else is in the way', first, second, {})
    for root in case.roots.values():
        os.mkdir(root + '/' + scratch.SCRIPTS + 'ifcfg-em3.8')
    case.judge(1, lambda root, out, err: err if 'stays: something else' not in err or not os.path.exists(
        root + '/' + IFCFG7) else '' if IFCFG7.encode() in read(root, 'var/lib/bondwright/manifest') else 'manifest')
    for root in case.roots.values():
        os.rmdir(root + '/' + scratch.SCRIPTS + 'ifcfg-em3.8')
    case.as_render(0, [], [IFCFG7, ROUTE7])


FULL = """
set -e
mount -t tmpfs -o size=256k none "$1/etc"
cp -a "$2/." "$1/etc"
cat /dev/zero > "$1/etc/full" 2> /dev/null || :
truncate -s "-$3" "$1/etc/full"
chroot "$1" /bin/sh /tmp/script && code=0 || code=$?
rm "$1/etc/full"
cp -a "$1/etc/." "$2"
for file in $(cd "$2" && find . -type f); do [ -e "$1/etc/$file" ] || rm "$2/$file"; done
exit $code
"""


def full():
    """/etc is full, but for some pages: the installer's files go only where ours are, and old ones of ours when all are."""
    if subprocess.run(['unshare', '-m', 'true'], capture_output=True).returncode:
        print('skip a full disk: no right to a mount name space')
        return
    anaconda = HOST % 'rhel7'
    second = TAGGED % ('a', 'bond0', 8)
    case = Case('a full disk', anaconda.replace('virtualization: openvz\n', ''), scratch.RHEL7, KINDS)
    want = case.wants('--force')
    for path in scratch.GONE7:
        os.unlink(os.path.join(want, path))
    other = Again('a full disk, another description', TAGGED % ('a', 'bond0', 7), second, {})
    for kind in KINDS:
        until_it_fits('a full disk: ' + kind, case.roots[kind], case.text, want)
        until_it_fits('a full disk, another description: ' + kind, other.roots[kind], other.text, other.want)


def until_it_fits(name, root, text, want):
    with tempfile.TemporaryDirectory() as top:
        start = os.path.join(top, 'etc')
        subprocess.run(['cp', '-a', root + '/etc', start], check=True)
        for pages in range(64):
            outside = os.path.join(top, 'now')
            subprocess.run(['rm', '-rf', outside], check=True)
            subprocess.run(['cp', '-a', start, outside], check=True)
            with open(root + '/tmp/script', 'wb') as f:
                f.write(text)
            run = subprocess.run(['unshare', '-m', 'sh', '-c', FULL, 'sh', root, outside, str(4096 * pages)],
                                 capture_output=True, env=scratch.ENV)
            why = lost(start, outside, want, run.returncode)
            if run.returncode == 0:
                say('%s: %d pages are enough' % (name, pages), why or ('' if pages else 'it was not full'))
                return
            say('%s: %d pages' % (name, pages), why or ('' if b'cannot be written' in run.stderr else run.stderr.decode()))
        say(name, 'it never fits')


def tree_of(etc):
    out = {}
    for dir, _, names in os.walk(etc):
        for name in names:
            with open(os.path.join(dir, name), 'rb') as f:
                out[os.path.relpath(os.path.join(dir, name), etc)] = f.read()
    return out


def device(path):
    with open(path, 'rb') as f:
        found = re.search(rb"""^DEVICE=["']?([^"'\s]*)""", f.read(), re.M)
    return found.group(1).decode() if found else path.partition('ifcfg-')[2]


def lost(start, now, want, code):
    """Files that went, though none of the host's own is there for their interface, or though others were not written."""
    scripts = scratch.SCRIPTS.partition('/')[2]
    for file in os.listdir(os.path.join(start, scripts)):
        if os.path.exists(os.path.join(now, scripts, file)):
            continue
        name = device(os.path.join(start, scripts, file))
        text = tree_of(want + '/etc').get(scripts + 'ifcfg-' + name)
        if text is not None:
            if tree_of(now).get(scripts + 'ifcfg-' + name) != text:
                return '%s went, and there is no ifcfg-%s of ours' % (file, name)
        elif code:
            return '%s went, and not everything is written' % file
    return '' if code else scratch.compare(tree_of(now), tree_of(want + '/etc'))


def main():
    lack = scratch.missing()
    if lack:
        print('skip the script after another: no %s' % lack)
        return
    for part in (manifests, described_otherwise, full):
        part()


main()
