#!/usr/bin/python3
"""render --as kickstart: read as each release's Anaconda reads it, and its %post run in a scratch root."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import kickstart
import scratch

BW = os.environ['BW']
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def say(name, why=''):
    print('not ok %s: %s' % (name, why) if why else 'ok ' + name)


def run(yaml, *options):
    return subprocess.run([BW, 'render', *options, yaml], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def release_of(yaml):
    with open(yaml) as f:
        name = re.search(r'^os: *([a-z]+[0-9]*)', f.read(), re.M).group(1).replace('centos', 'rhel')
    return name if name in kickstart.RELEASES else None


# ---- the checker itself: what it has to refuse ----

REFUSED = [
    # of Cobbler's snippets: bonding_opts with blanks, bridge_opts by the names of ifcfg, bootproto none, no netmask
    ('rhel7', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth1 --bondopts=mode=1 miimon=100'),
    ('rhel7', '--device=br0 --bootproto=dhcp --bridgeslaves=eth0 --bridgeopts=STP=yes'),
    ('rhel7', '--device=br0 --bootproto=dhcp --bridgeslaves=eth0 --bridgeopts=stp=yes priority=1'),
    ('rhel7', '--device=eth0 --bootproto=none'),
    ('rhel7', '--device=eth0 --bootproto=static --ip=10.0.0.2'),
    # what a release does not know yet
    ('rhel5', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth1 --bondopts=mode=1'),
    ('rhel5', '--device=eth0 --bootproto=dhcp --vlanid=5'),
    ('rhel5', '--device=52:54:00:00:00:01 --bootproto=dhcp'),
    ('rhel5', '--device=eth0 --bootproto=dhcp --ipv6=dhcp'),
    ('rhel4', '--device=eth0 --bootproto=dhcp --noipv6'),
    ('rhel4', '--device=eth0 --bootproto=dhcp --nameserver=10.0.0.1,10.0.0.2'),
    ('rhel6', '--device=br0 --bootproto=dhcp --bridgeslaves=eth0'),
    ('rhel6', '--device=eth0 --bootproto=dhcp --vlanid=5 --interfacename=store'),
    ('rhel6', '--device=eth0 --bootproto=dhcp --ipv6=2001:db8::1/64 --ipv6gateway=2001:db8::2'),
    ('rhel7', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth1 --bondopts=mode=1 --vlanid=5'),
    # separators
    ('rhel7', '--device=bond0 --bootproto=dhcp --bondslaves=eth0;eth1 --bondopts=mode=1'),
    ('rhel7', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth1 '
              '--bondopts=mode=1,arp_interval=100,arp_ip_target=10.0.0.1,10.0.0.2'),
    ('rhel7', '--device=br0 --bootproto=dhcp --bridgeslaves=eth0 --bridgeopts=stp=yes;priority=1'),
    ('rhel7', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth0 --bondopts=mode=1'),
    # values
    ('rhel7', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth1 --bondopts=mode=1,nonsense=1'),
    ('rhel7', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth1 --bondopts=mode=4,min_links=1'),
    ('rhel7', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth1 --bondopts=mode=5,primary=eth0'),
    ('rhel7', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth1 --bondopts=mode=1,primary=eth7'),
    ('rhel7', '--device=eth0 --bootproto=dhcp --vlanid=9999'),
    ('rhel7', '--device=eth0 --bootproto=dhcp --vlanid=171 --interfacename=vlanx'),
    ('rhel7', '--device=eth0 --bootproto=dhcp --vlanid=171 --interfacename=store.17'),
    ('rhel7', '--device=eth0 --bootproto=static --ip=10.0.0.2 --netmask=255.255.255.0 --gateway=10.0.1.1'),
    ('rhel7', '--device=br0 --bootproto=dhcp --bridgeslaves=eth0 --bridgeopts=bogus=3'),
    ('rhel7', '--device=abcdefghijklmnop --bootproto=dhcp'),
    ('rhel7', '--device=eth0 --noipv4 --bootproto=dhcp'),
    ('rhel7', '--device=eth0'),
]
TAKEN = [
    ('rhel4', '--device=eth0 --bootproto=static --ip=10.0.0.2 --netmask=255.255.255.0 --gateway=10.0.0.1 --nodns'),
    ('rhel6', '--device=bond0 --bootproto=dhcp --bondslaves=eth0,eth1 '
              '"--bondopts=mode=1;arp_interval=100;arp_ip_target=10.0.0.1,10.0.0.2" --vlanid=5'),
    ('rhel7', '--device=br0 --bootproto=dhcp --bridgeslaves=bond0 --bridgeopts=stp=no,forward-delay=0'),
    ('rhel8', '--device=52:54:00:00:00:01 --vlanid=5 --interfacename=store --noipv4 --ipv6=2001:db8::1/64'),
]
BROKEN = [  # sections
    ('rhel5', '%packages\nfoo\n%end\n'), ('rhel5', '%post\ntrue\n%end\n'), ('rhel6', '%post\ntrue\n'),
    ('rhel7', '%packages\nfoo\n%post\ntrue\n%end\n'), ('rhel7', '%post\n  %include /x\n%end\n'),
    ('rhel4', '%post --log=/x\ntrue\n'), ('rhel7', 'netwrk --device=eth0\n'), ('rhel7', '%end\n'),
]


def refused(read):
    try:
        read()
    except kickstart.Refused:
        return True
    return False


def checker():
    for release, line in REFUSED:
        if not refused(lambda: kickstart.read('network %s\n' % line, release)):
            say('the checker', 'it takes %s: %s' % (release, line))
    for release, line in TAKEN:
        kickstart.read('network %s\n' % line, release)
    for release, text in BROKEN:
        if not refused(lambda: kickstart.read(text, release)):
            say('the checker', 'it takes %s: %r' % (release, text))
    say('the checker refuses what is to be refused')


# ---- hosts ----

NICS = '''version: 1
host: host1.example.com
os: %(os)s
dns: {servers: [10.0.0.53, 10.0.0.54]}
nics:
  - {name: eth0, mac: "52:54:00:00:00:01"%(eth0)s}
  - {name: eth1, mac: "52:54:00:00:00:02"%(eth1)s}
'''
BOND = 'bonds:\n  - {name: bond0, slaves: [eth0, eth1], mode: active-backup, miimon: 100%s}\n'
LACP = 'bonds:\n  - {name: bond0, slaves: [eth0, eth1], mode: 802.3ad, miimon: 100%s}\n'
IP = 'addresses: [10.0.0.2/24], gateway: 10.0.0.1'
STATIC = '--bootproto=static --ip=10.0.0.2 --netmask=255.255.255.0 --gateway=10.0.0.1'
HEAD = {'rhel4': '--nameserver=10.0.0.53', 'rhel5': '--noipv6 --nameserver=10.0.0.53'}
END = '--onboot=yes --hostname=host1.example.com'


def head(release):
    return HEAD.get(release[:5], '--noipv6 --nameserver=10.0.0.53,10.0.0.54')


def host(os_name, rest, eth0='', eth1=''):
    return NICS % {'os': os_name, 'eth0': eth0 and ', ' + eth0, 'eth1': eth1 and ', ' + eth1} + rest


def cases():
    """Name, host, network lines as they have to be, words that the findings have to have."""
    first, bonded = '--device=bond0 --bondslaves=eth0,eth1 ', '--bondopts=mode=active-backup,miimon=100 '
    for os_name in ('rhel6', 'rhel7', 'rhel8'):
        rest = '%s %s %s' % (STATIC, head(os_name), END)
        mac = '--device=52:54:00:00:00:01 '
        yield os_name + ', a NIC', host(os_name, '', IP), [mac + rest], []
        yield os_name + ', a bond', host(os_name, BOND % (', ' + IP)), [first + bonded + rest], []
        yield (os_name + ', ARP targets', host(os_name, 'bonds:\n  - {name: bond0, slaves: [eth0, eth1], mode: active-backup, '
                                               'arp_interval: 100, arp_ip_target: [10.0.0.1, 10.0.0.9], %s}\n' % IP),
               [first + '--bondopts=mode=active-backup;arp_interval=100;arp_ip_target=10.0.0.1,10.0.0.9 ' + rest], [])
        yield (os_name + ', one ARP target', host(os_name, 'bonds:\n  - {name: bond0, slaves: [eth0, eth1], mode: '
                                                  'active-backup, arp_interval: 100, arp_ip_target: [10.0.0.1], %s}\n' % IP),
               [first + '--bondopts=mode=active-backup,arp_interval=100,arp_ip_target=10.0.0.1 ' + rest], [])
        one_line = os_name == 'rhel6'  # of later releases, one that makes a bond makes no VLAN

        def on_bond(bond, vlan):
            if one_line:
                return [bond + '--vlanid=%s %s' % (vlan, rest)]
            return [bond + '--noipv4 --noipv6 ' + END,
                    '--device=bond0 --vlanid=%s %s %s --onboot=yes --activate' % (vlan, STATIC, head(os_name))]
        yield (os_name + ', VLANs on a bond', host(os_name, BOND % '' + 'vlans:\n  - {id: 5, parent: bond0, addresses: '
                                                   '[10.5.0.2/24]}\n  - {id: 6, parent: bond0, %s}\n' % IP),
               on_bond(first + bonded, 6) +
               ['--device=bond0 --vlanid=5 --bootproto=static --ip=10.5.0.2 --netmask=255.255.255.0 --noipv6 '
                '--nodefroute --onboot=yes'], [])
        yield (os_name + ', a VLAN and its bond', host(os_name, BOND % ', addresses: [10.1.0.2/24]' +
                                                       'vlans:\n  - {id: 6, parent: bond0, %s}\n' % IP),
               [first + bonded + '--bootproto=static --ip=10.1.0.2 --netmask=255.255.255.0 --noipv6 --nodefroute '
                '--onboot=yes --hostname=host1.example.com',
                '--device=bond0 --vlanid=6 %s %s --onboot=yes --activate' % (STATIC, head(os_name))], [])
        yield (os_name + ', IPv6', host(os_name, '', 'addresses: ["2001:db8::2/64"], gateway6: "2001:db8::1"'),
               [mac + '--ipv6=2001:db8::2/64 --%s=2001:db8::1 --noipv4 --nameserver=10.0.0.53,10.0.0.54 %s' % (
                   'gateway' if os_name == 'rhel6' else 'ipv6gateway', END)], [])
        yield (os_name + ', a bridge over a VLAN',
               host(os_name, LACP % '' + 'vlans:\n  - {id: 5, parent: bond0}\nbridges:\n  - {name: br0, ports: [bond0.5], %s}\n'
                    % IP), on_bond(first + '--bondopts=mode=802.3ad,miimon=100 ', 5), ["'bond0.5'", 'INST002'])
    for os_name in ('rhel4', 'rhel5', 'rhel5.4', 'rhel6.3'):
        device = '--device=52:54:00:00:00:01 ' if os_name == 'rhel6.3' else '--device=eth0 '
        rest = device + '%s %s %s' % (STATIC, head(os_name), END)
        yield os_name + ', a NIC', host(os_name, '', IP), [rest], []
        yield os_name + ', a bond', host(os_name, BOND % (', ' + IP)), [rest], ["its address is on 'eth0'"]
        yield os_name + ', LACP', host(os_name, LACP % (', ' + IP)), [], ['in a group', 'boot the installer']
        yield (os_name + ', a VLAN', host(os_name, 'vlans:\n  - {id: 5, parent: eth0, %s}\n' % IP), [],
               ['VLAN 5 is tagged', 'boot the installer'])
        yield os_name + ', IPv6', host(os_name, '', 'addresses: ["2001:db8::2/64"]'), (
            ['--device=52:54:00:00:00:01 --ipv6=2001:db8::2/64 --noipv4 --nameserver=10.0.0.53,10.0.0.54 ' + END]
            if os_name == 'rhel6.3' else []), [] if os_name == 'rhel6.3' else ['no IPv6 address']
    yield ('rhel5, the primary stands in', host('rhel5', BOND % (', primary: eth1, ' + IP)),
           ['--device=eth1 %s %s %s' % (STATIC, head('rhel5'), END)], ["its address is on 'eth1'"])
    bridge = 'bridges:\n  - {name: br0, ports: [bond0], stp: true, forward_delay: 4, hello_time: 1, max_age: 6, %s}\n' % IP
    rest = '%s %s' % (STATIC, head('rhel7'))
    yield ('rhel6, a bridge over a bond', host('rhel6', BOND % '' + bridge), [first + bonded + rest + ' ' + END],
           ["its address is on 'bond0'", 'makes no bridges'])
    for os_name in ('rhel7', 'rhel8'):
        yield (os_name + ', a bridge over a bond', host(os_name, BOND % '' + bridge),
               [first + bonded + '--noipv4 --noipv6 ' + END,
                '--device=br0 --bridgeslaves=bond0 --bridgeopts=stp=yes,forward-delay=4,hello-time=1,max-age=6 ' + rest +
                ' --onboot=yes --activate'], [])
        yield (os_name + ', named VLANs', host(os_name, 'vlans:\n  - {id: 5, parent: eth0, name: store, %s}\n' % IP),
               ['--device=52:54:00:00:00:01 --vlanid=5 --interfacename=store %s %s' % (rest, END)], [])
    yield ('rhel6, a VLAN of another name', host('rhel6', 'vlans:\n  - {id: 5, parent: eth0, name: store, %s}\n' % IP),
           ['--device=52:54:00:00:00:01 --vlanid=5 %s %s' % (rest, END)], ["its address is on 'eth0.5'"])
    yield ('rhel7, jumbo frames and DHCP', host('rhel7', '', 'dhcp: true, mtu: 9000', 'dhcp6: true, onboot: false'),
           ['--device=52:54:00:00:00:01 --bootproto=dhcp %s --mtu=9000 %s' % (head('rhel7'), END),
            '--device=52:54:00:00:00:02 --ipv6=dhcp --noipv4 --onboot=no'], [])
    yield ('rhel7, several addresses', host('rhel7', '', 'addresses: [10.9.0.2/24, 10.0.0.2/24], gateway: 10.0.0.1'),
           ['--device=52:54:00:00:00:01 %s %s' % (rest, END)], [])
    yield 'rhel7, no address', host('rhel7', BOND % ''), [], []


def one(name, yaml, lines, words):
    made = run(yaml, '--allow-loss', '--fail-on', 'error', '--as', 'kickstart')
    if made.returncode:
        say(name, made.stdout + made.stderr)
        return None
    release = release_of(yaml)
    try:
        ks = kickstart.read(made.stdout, release)
        kickstart.together(ks.network)
    except kickstart.Refused as e:
        say(name, '%s refuses it: %s' % (release, e))
        return None
    found = [line[8:] for line in made.stdout.splitlines() if line.startswith('network ')]
    lacks = [w for w in words if w not in made.stderr]
    if lines is not None and found != lines:
        say(name, 'the lines are %s' % found)
    elif lacks:
        say(name, 'nothing says %s' % lacks)
    elif not words and lines is not None and 'INST002' in made.stderr:
        say(name, made.stderr)
    elif len(ks.scripts) != 1 or ks.packages_seen != bool(ks.packages):
        say(name, '%d scripts, %d times packages' % (len(ks.scripts), ks.packages_seen))
    else:
        say(name)
    return ks


def post(name, yaml, ks):
    """%post leaves what render --root does."""
    with tempfile.TemporaryDirectory() as top:
        want = scratch.make_root(os.path.join(top, 'want'), 'bash')
        root = scratch.make_root(os.path.join(top, 'root'), 'bash')
        stale = os.path.join(root, 'etc/sysconfig/network-scripts')
        os.makedirs(stale)
        os.makedirs(os.path.join(want, 'etc/sysconfig/network-scripts'))
        if name.endswith('a VLAN of another name'):  # the installer's own
            scratch.fill(root, {scratch.SCRIPTS + 'ifcfg-eth0.5': b'DEVICE=eth0.5\n'})
        rendered = scratch.render(BW, yaml, want, '--allow-loss')
        for turn in ('', ', run again'):
            ran = scratch.run_script(root, ks.scripts[0].encode(), 'bash')
            why = ran.stderr.decode() if ran.returncode or rendered.returncode else scratch.compare(root, want)
            say('%s: %%post%s' % (name, turn), why)


def installers_vlan(ks):
    """The file of a VLAN that the installer called otherwise stays where that of the host cannot be written."""
    with tempfile.TemporaryDirectory() as top:
        root = scratch.make_root(os.path.join(top, 'root'), 'bash')
        scratch.fill(root, {scratch.SCRIPTS + 'ifcfg-eth0.5': b'DEVICE=eth0.5\n', scratch.SCRIPTS + 'ifcfg-store/x': b''})
        ran = scratch.run_script(root, ks.scripts[0].encode(), 'bash')
        there = os.path.exists(os.path.join(root, scratch.SCRIPTS, 'ifcfg-eth0.5'))
        say('a VLAN of another name, with something in the way', '' if ran.returncode == 1 and there
            else 'exit %d, the file is %s' % (ran.returncode, 'there' if there else 'gone'))


HOSTILE = '''version: 1
host: host1.example.com
os: %s
nics:
  - {name: eth0, mac: "52:54:00:00:00:01", comment: "%%end", addresses: [10.0.0.2/24]}
  - name: eth1
    comment: "  %%include /etc/shadow\\n%%post\\n%%ksappend http://x/\\nEOF\\n$(reboot)`reboot`'\\"\\\\"
    addresses: [10.1.0.2/24]
'''


def main():
    checker()
    lack = scratch.missing()
    if lack:
        print('skip %%post of kickstart files: no %s' % lack)
    with tempfile.TemporaryDirectory() as dir:
        hosts = list(cases())
        hosts += [('%s, hostile comments' % r, HOSTILE % r, None, []) for r in kickstart.RELEASES]
        with open(os.path.join(TOP, 'tests/golden/everything.yaml')) as f:
            everything = f.read()
        for r in kickstart.RELEASES[:-1] + ['rhel6.0', 'rhel7.0']:
            hosts.append((r + ', everything', re.sub('^os: .*', 'os: ' + r, everything, flags=re.M), None, []))
        for k, (name, text, lines, words) in enumerate(hosts):
            yaml = os.path.join(dir, '%d.yaml' % k)
            with open(yaml, 'w') as f:
                f.write(text)
            ks = one(name, yaml, lines, words)
            if ks and not lack and (lines is None or 'VLAN' in name):
                post(name, yaml, ks)
            if ks and not lack and name.endswith('a VLAN of another name'):
                installers_vlan(ks)
    examples = os.path.join(TOP, 'examples')
    for name in sorted(os.listdir(examples)):
        yaml = os.path.join(examples, name)
        if not name.endswith('.yaml') or not release_of(yaml) or run(yaml).returncode:
            continue
        ks = one(name, yaml, None, [])
        if ks and not lack:
            post(name, yaml, ks)


main()
