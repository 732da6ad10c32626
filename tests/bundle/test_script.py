#!/usr/bin/python3
"""The script of a bundle, run in the roots of fresh systems: what it leaves is what render --root does."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import scratch

BW = os.environ['BW']
EMIT = os.path.join(os.environ['BUILD'], 'unit/bundle/test_script')
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def say(name, why):
    print('not ok %s: %s' % (name, why) if why else 'ok ' + name)


def script_of(yaml):
    return subprocess.run([EMIT, yaml], capture_output=True, check=True).stdout


def release(yaml):
    with open(yaml) as f:
        return re.search(r'^os: *([a-z]+[0-9]*)', f.read(), re.M).group(1)


def start_of(yaml):
    os_name = release(yaml)
    if os_name in ('rhel4', 'rhel5'):
        return scratch.RHEL5, []
    if os_name.startswith('rhel'):
        return scratch.RHEL7, scratch.GONE7
    if os_name.startswith('sles'):
        return scratch.SUSE, []
    nic = re.search(r'name: *(eno1|eth0)', open(yaml).read())
    tree = dict(scratch.DEBIAN)
    nic = nic.group(1).encode() if nic else b'eth0'
    tree['etc/network/interfaces'] %= (nic, nic)
    return tree, []


def expected(yaml, dir, start, gone):
    """The tree that render --root leaves, but for what the script takes out of the way."""
    scratch.fill(dir, start)
    run = scratch.render(BW, yaml, dir, '--force')
    assert run.returncode == 0, run.stderr.decode()
    for path in gone:
        copy = os.path.join(dir, 'var/lib/bondwright/old', path)
        if os.path.exists(os.path.join(dir, path)) and device_is_ours(dir, path, yaml):
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            os.rename(os.path.join(dir, path), copy)
    return dir


def device_is_ours(dir, path, yaml):
    with open(os.path.join(dir, path)) as f:
        device = re.search(r'''^DEVICE=["']?([^"'\s]*)''', f.read(), re.M).group(1)
    return os.path.exists(os.path.join(dir, scratch.SCRIPTS, 'ifcfg-' + device))


def example(yaml, name, start, gone, kinds):
    text = script_of(yaml)
    with tempfile.TemporaryDirectory() as top:
        want = expected(yaml, scratch.make_root(os.path.join(top, 'want')), start, gone)
        for kind in kinds:
            root = scratch.make_root(os.path.join(top, kind), kind)
            scratch.fill(root, start)
            run = scratch.run_script(root, text, kind, stdin=kind == 'dash')
            why = run.stderr.decode() if run.returncode or run.stderr else scratch.compare(root, want)
            say('%s: %s: as render --root' % (name, kind), why)
            before = scratch.state(root, True)
            run = scratch.run_script(root, text, kind)
            why = run.stderr.decode() if run.returncode or run.stderr else scratch.compare(before, scratch.state(root, True))
            say('%s: %s: a second run changes nothing' % (name, kind), why)
        say('%s: diff --root knows the files' % name, scratch.differs(BW, yaml, root))


def afterwards(top):
    """What the script wrote down serves later runs of render --root: its files are known as ours, and go when they are not needed."""
    host = 'host: a\nos: %s\nnics: [{name: eth0, addresses: [10.0.0.2/24], gateway: 10.0.0.1}%s]\n'
    for name, start in (('rhel5', scratch.RHEL5), ('bookworm', {'etc/network/interfaces': b'auto lo\niface lo inet loopback\n'})):
        root = scratch.fill(scratch.make_root(os.path.join(top, name)), start)
        first, second = (os.path.join(top, name + n) for n in ('.1', '.2'))
        for yaml, more in ((first, ', {name: eth1, addresses: [10.1.0.2/24]}'), (second, '')):
            with open(yaml, 'w') as f:
                f.write(host % (name, more))
        run = scratch.run_script(root, script_of(first))
        say('afterwards: %s: the script' % name, run.stderr.decode() or scratch.differs(BW, first, root))
        before = scratch.state(root)
        run = scratch.render(BW, second, root)
        now = scratch.state(root)
        text = now.get('etc/network/interfaces', ('', b''))[1]
        why = run.stderr.decode() if run.returncode or b'TREE01' in run.stderr else ''
        why = why or ('eth1 is there' if b'eth1' in text or scratch.SCRIPTS + 'ifcfg-eth1' in now else '')
        why = why or ('' if {p for p in now if '/old' in p} == {p for p in before if '/old' in p} else 'a copy was made')
        say('afterwards: %s: render --root of another description' % name, why)


def main():
    lack = scratch.missing()
    if lack:
        print('skip the script: no %s' % lack)
        return
    examples = os.path.join(TOP, 'examples')
    for name in sorted(os.listdir(examples)):
        yaml = os.path.join(examples, name)
        if not name.endswith('.yaml') or subprocess.run([EMIT, yaml], capture_output=True).returncode:
            continue
        start, gone = start_of(yaml)
        example(yaml, name[:-5], start, gone, scratch.SYSTEMS)
        example(yaml, name[:-5] + ', an empty tree', {}, [], ['busybox'])
    with tempfile.TemporaryDirectory() as top:
        afterwards(top)


main()
