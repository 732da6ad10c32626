"""A description, and roots of all kinds in which its script is run."""
import os
import subprocess
import tempfile

import scratch

BW = os.environ['BW']
EMIT = os.path.join(os.environ['BUILD'], 'unit/bundle/test_script')
HOST = '''
host: a
os: %s
virtualization: openvz
nics: [{name: eth0}, {name: eth1}]
bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1], addresses: [10.0.0.2/24]}]
'''
PROGRAM = HOST % 'rhel5' + '''
bridges: [{name: br0, ports: [bond0.5]}]
vlans: [{id: 5, parent: bond0}]
bridge_netfilter: false
'''
CONF = 'etc/modprobe.conf'
MODULES = 'etc/sysconfig/modules/bondwright.modules'
BLOCK = b'# BEGIN bondwright\nalias bond0 off\n# END bondwright\n'
KINDS = list(scratch.SYSTEMS)


def say(name, why):
    print('not ok %s: %s' % (name, why) if why else 'ok ' + name)


def emit(*args):
    return subprocess.run([EMIT, *args], capture_output=True, check=True).stdout


class Case:
    """A root of each kind with some files in it, and the script of a host run there."""

    def __init__(self, name, yaml, start, kinds=None):
        self.name, self.start = name, start
        self.top = tempfile.TemporaryDirectory()
        self.yaml = os.path.join(self.top.name, 'host.yaml')
        with open(self.yaml, 'w') as f:
            f.write(yaml)
        self.text = emit(self.yaml)
        self.roots = {}
        for kind in KINDS if kinds is None else kinds:
            self.roots[kind] = scratch.make_root(os.path.join(self.top.name, kind), kind)
            scratch.fill(self.roots[kind], start)

    def judge(self, code, judge):
        """Runs it everywhere; judge gives what is wrong with a root, or with what was said."""
        for kind, root in self.roots.items():
            run = scratch.run_script(root, self.text, kind)
            err = run.stderr.decode()
            why = '' if run.returncode == code else 'exit %d, not %d: %s' % (run.returncode, code, err)
            say('%s: %s' % (self.name, kind), why or judge(root, run.stdout.decode(), err))
        return self

    def wants(self, *options):
        """The tree that render --root makes of the same."""
        root = os.path.join(self.top.name, 'want')
        scratch.make_root(root)
        scratch.fill(root, self.start)
        run = scratch.render(BW, self.yaml, root, *options)
        assert run.returncode == 0, run.stderr.decode()
        return root


def read(root, path):
    with open(os.path.join(root, path), 'rb') as f:
        return f.read()


def without_copies(tree):
    return {path: what for path, what in tree.items() if not path.startswith('var/lib/bondwright/old')}
