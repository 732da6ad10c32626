#!/usr/bin/python3
"""The script of a bundle where something is in its way, in files of awkward bytes, and cut off."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import scratch
from case import BLOCK, CONF, HOST, KINDS, MODULES, PROGRAM, Case, emit, read, say

XEN = '''
host: a
os: sles10
virtualization: xen
nics: [{name: eth0, mac: "00:16:3e:00:00:01"}]
xend: {bridges: network-bridge}
bridges: [{name: xenbr0, ports: [eth0], addresses: [10.0.0.2/24], stp: false, forward_delay: 0}]
'''


def as_render(name, yaml, start):
    case = Case(name, yaml, start)
    want = case.wants('--force')
    case.judge(0, lambda root, out, err: err or scratch.compare(root, want))
    case.judge(0, lambda root, out, err: out + err or scratch.compare(root, want))


def merges():
    """Texts around the lines, to the byte."""
    for name, theirs in {
            'nothing': b'', 'a break': b'\n', 'no break': b'a', 'carriage returns': b'a\r\nb\r\n', 'a return': b'a\r',
            'blanks': b' a \n\t\n  ', 'not text': b'\xff\x81\x82\n\xc3\xa9\x01\n', 'a marker of others': b'# BEGIN bondwright2\n',
            'no marker': b'#BEGIN\tbondwright\n# END  bondwright x\nBEGIN bondwright\n',
            'a backslash within': b'a \\\nb\n', 'a backslash and a line': b'a\\\n\n',
            'lines of ours': b'a\n' + BLOCK + b'b', 'at the start': BLOCK + b'b\n', 'at the end': b'a\n' + BLOCK,
            'alone': BLOCK, 'no break behind': b'a\n' + BLOCK[:-1],
            'blanks around markers': b'a\n  #BEGIN   bondwright\t\r\nx\n\t# \tEND bondwright \r\nb\r\n',
            'others': b'<!--BEGIN bondwright-->\nx\n <!-- END   bondwright  --> \nb\n',
            'a long line': b'# ' + b'x' * 70000 + b'\n' + BLOCK,
            'many': b'install x /bin/true\n' * 3000 + BLOCK + b'a\n' * 3000}.items():
        as_render('merged, ' + name, HOST % 'rhel5', {CONF: theirs})
        if name in ('nothing', 'no break', 'carriage returns', 'at the start', 'lines of ours'):
            as_render('merged at the top, ' + name, XEN, {'etc/xen/xend-config.sxp': theirs})
    as_render('permissions', HOST % 'rhel5', {CONF: (b'a\n', 0o600), scratch.SCRIPTS + 'ifcfg-eth0': (b'x\n', 0o640),
                                              'etc/sysctl.conf': (b'a\n', 0o444)})
    as_render('a program that was none', PROGRAM, {MODULES: (b'x\n', 0o600)})
    case = Case('a program that not all can run', PROGRAM, {})
    want = case.wants()
    case.start = {MODULES: (read(want, MODULES), 0o611)}
    for root in case.roots.values():
        scratch.fill(root, case.start)
    case.judge(0, lambda root, out, err: err or ('' if scratch.state(root)[MODULES] == ('0o100711', read(want, MODULES))
                                                 else str(scratch.state(root)[MODULES])))
    as_render('copies that are there', HOST % 'rhel5', {
        scratch.SCRIPTS + 'ifcfg-eth0': b'x\n', scratch.SCRIPTS + 'ifcfg-eth1': b'x\n',
        'var/lib/bondwright/old/' + scratch.SCRIPTS + 'ifcfg-eth0': b'y\n',
        'var/lib/bondwright/old/' + scratch.SCRIPTS + 'ifcfg-eth0.2': b'z\n',
        'var/lib/bondwright/old/' + scratch.SCRIPTS + 'ifcfg-eth1': b'x\n'})
    as_render('empty files', HOST % 'rhel5', {CONF: b'', scratch.SCRIPTS + 'ifcfg-eth0': b''})


def in_the_way():
    """Said, left as it is, and all else done."""
    eth0 = scratch.SCRIPTS + 'ifcfg-eth0'
    bond0 = scratch.SCRIPTS + 'ifcfg-bond0'
    for name, path, what, words in (
            ('begun twice', CONF, b'# BEGIN bondwright\n' + BLOCK, 'a second time'),
            ('two pairs', CONF, BLOCK + BLOCK, 'a second time'),
            ('no end', CONF, b'a\n# BEGIN bondwright\nb\n', 'end nowhere'),
            ('no beginning', CONF, b'a\n# END bondwright\nb\n', 'not begun'),
            ('ended twice', CONF, BLOCK + b'# END bondwright', 'not begun'),
            ('a line that goes on', CONF, b'a \\', 'ends in a backslash'),
            ('a line that goes on, with a break', CONF, b'a \\\n', 'ends in a backslash'),
            ('a line that goes on, with a return', CONF, b'a \\\r\n', 'ends in a backslash'),
            ('a directory', eth0, None, 'is no regular file'),
            ('a directory for shared lines', CONF, None, 'is no regular file'),
            ('a link', eth0, '../elsewhere', 'is a symbolic link'),
            ('a link to a file', eth0, '../../resolv.conf', 'is a symbolic link'),
            ('a link for shared lines', CONF, 'resolv.conf', 'is a symbolic link'),
            ('a directory for the manifest', 'var/lib/bondwright/manifest', None, 'manifest is no regular file')):
        case = Case('in the way, ' + name, HOST % 'rhel5', {path: what, 'etc/resolv.conf': b'x\n'})
        before = scratch.state(case.roots[KINDS[0]])[path]

        def judge(root, out, err):
            now = scratch.state(root)
            if now[path] != before:
                return 'it is another: %s' % (now[path],)
            if words not in err or '/' + path not in err:
                return 'said: ' + err
            manifest = now.get('var/lib/bondwright/manifest', ('', b''))[1]
            if manifest and path.encode() in manifest:
                return 'it is in the manifest'
            if now['etc/resolv.conf'][1] != b'x\n' or bond0 not in now:
                return 'the rest is not done'
            return '' if not [p for p in now if '.bondwright-' in p] else 'a temporary file is left'
        case.judge(1, judge)
    case = Case('in the way, a file for a directory', HOST % 'rhel5', {'etc/sysconfig/network-scripts': b'x\n'})
    case.judge(1, lambda root, out, err: '' if '/%s cannot be written' % eth0 in err and
               read(root, 'etc/sysconfig/network-scripts') == b'x\n' and os.path.exists(root + '/' + CONF) else err)


def cut_off():
    """Whatever is done last: the next run completes it, and nothing of the files before is lost."""
    start = {scratch.SCRIPTS + 'ifcfg-eth0': b'x\n', CONF: b'a', **{p: w for p, w in scratch.RHEL5.items() if 'vz' in p}}
    case = Case('cut off', HOST % 'rhel5', start, ['dash'])
    want, root = case.wants('--force'), case.roots['dash']
    shutil_mv = os.path.join(root, 'bin/mv.real')
    os.rename(os.path.join(root, 'bin/mv'), shutil_mv)
    for when in ('before', 'after'):
        for n in range(1, 12):
            subprocess.run(['rm', '-rf', root + '/etc', root + '/var'], check=True)
            os.mkdir(root + '/etc')
            os.mkdir(root + '/var')
            scratch.fill(root, start)
            with open(os.path.join(root, 'bin/mv'), 'w') as f:
                f.write('#!/bin/sh\necho x >> /tmp/n\nn=0\nwhile read -r x; do n=$((n + 1)); done < /tmp/n\n'
                        '[ $n != %d ] || { %skill -9 $PPID; exit 1; }\nexec mv.real "$@"\n'
                        % (n, '' if when == 'before' else 'mv.real "$@"; '))
            os.chmod(os.path.join(root, 'bin/mv'), 0o755)
            open(root + '/tmp/n', 'w').close()
            first = scratch.run_script(root, case.text, 'dash')
            with open(root + '/tmp/n') as f:
                moved = len(f.readlines())
            os.unlink(os.path.join(root, 'bin/mv'))
            os.symlink('mv.real', os.path.join(root, 'bin/mv'))
            second = scratch.run_script(root, case.text, 'dash')
            if moved < n:
                say('cut off %s all is done' % when, '' if first.returncode == 0 and n > 5 else first.stderr.decode())
                os.unlink(os.path.join(root, 'bin/mv'))
                break
            why = 'the first run went through' if first.returncode == 0 else second.stderr.decode()
            say('cut off %s rename %d' % (when, n), why or scratch.compare(root, want))
            os.unlink(os.path.join(root, 'bin/mv'))


def failing():
    """A tool that fails, or is not there: it is said, and no file is left with less than it had."""
    start = {CONF: b'a\n' + BLOCK + b'b\n', 'etc/sysconfig/network': b'x\n', 'etc/sysctl.conf': b'x\n',
             scratch.SCRIPTS + 'ifcfg-eth0': b'x\n'}
    for tool, changes in (('mv', ()), ('cp', ()), ('mkdir', ()), ('head', [path for path in start if path != CONF]),
                          ('chmod', list(start))):
        case = Case('%s fails' % tool, HOST % 'rhel5', start, ['dash', 'bash'])
        before = scratch.state(case.roots['dash'])

        def judge(root, out, err):
            now = scratch.state(root)
            lost = [path for path in start if path not in changes and now.get(path) != before[path]]
            return 'lost: %s' % lost if lost else '' if 'cannot be written' in err or 'no copy of' in err else err
        for root in case.roots.values():
            os.unlink(os.path.join(root, 'bin', tool))
            scratch.fill(root, {'bin/' + tool: (b'#!/bin/sh\nexit 1\n', 0o755)})
        case.judge(1, judge)
        for root in case.roots.values():
            os.unlink(os.path.join(root, 'bin', tool))
        case.name = '%s is not there' % tool
        case.judge(1, lambda root, out, err: '' if 'there is no %s: nothing is written' % tool in err else err)


def bytes_of_all_kinds():
    text = emit('--awkward')
    paths = emit('--awkward', '--paths').decode().split()
    with tempfile.TemporaryDirectory() as top:
        for kind in KINDS:
            root = scratch.make_root(os.path.join(top, kind), kind)
            run = scratch.run_script(root, text, kind, stdin=kind == 'dash')
            say('bytes: %s' % kind, run.stderr.decode() or ('something was run' if os.path.exists(root + '/pwned') else ''))
            for path in paths:
                is_there = os.path.exists(os.path.join(root, path))
                same = is_there and read(root, path) == emit('--awkward', path)
                say('bytes: %s: %s' % (kind, path), '' if same else repr(read(root, path)) if is_there else 'there is none')
            before = scratch.state(root, True)
            run = scratch.run_script(root, text, kind)
            say('bytes: %s: a second run' % kind, run.stderr.decode() or scratch.compare(before, scratch.state(root, True)))


def surroundings():
    """What a site's script around it has set, and what SELinux wants."""
    case = Case('shell options', HOST % 'rhel5', scratch.RHEL5)
    want = case.wants('--force')
    case.text = b'set -eCuf\nIFS=/\nCDPATH=/etc\numask 077\ncd /tmp\nmkdir() { :; }\nunset -f mkdir\n' + case.text
    case.judge(0, lambda root, out, err: err or scratch.compare(root, want))
    case = Case('what stands behind', HOST % 'rhel5', {})
    case.text += b'echo behind $? "$PWD" "${status-unset}" "$(umask)"\n'
    case.judge(0, lambda root, out, err: '' if out.split('\n')[-2].startswith('behind 0 / unset') else out)
    case = Case('restorecon', HOST % 'rhel5', {CONF: b'x\n'}, ['bash'])
    root = case.roots['bash']
    scratch.fill(root, {'sbin/restorecon': (b'#!/bin/sh\necho "$@" >> /tmp/labels\n', 0o755)})
    case.judge(0, lambda root, out, err: '' if {'-R /etc/modprobe.conf', '-R /var/lib/bondwright'} <=
               set(read(root, 'tmp/labels').decode().split('\n')) else read(root, 'tmp/labels').decode())
    os.unlink(root + '/tmp/labels')
    case.name = 'restorecon, nothing written'
    case.judge(0, lambda root, out, err: '' if read(root, 'tmp/labels') == b'-R /var/lib/bondwright\n' else 'labels')


def main():
    lack = scratch.missing()
    if lack:
        print('skip the script where something is in its way: no %s' % lack)
        return
    for part in (bytes_of_all_kinds, merges, in_the_way, cut_off, failing, surroundings):
        part()


main()
