"""Kickstart files as the Anaconda of each release reads them: sections, and the options of `network`.

After pykickstart 0.43 (RHEL 5), which RHEL 4's own parser is like, and 1.74 to 3: parser.py, sections.py and
commands/network.py, with what Anaconda and NetworkManager make of the values. What they pass over in silence is refused.
"""
import argparse
import ipaddress
import re
import shlex


class Refused(Exception):
    pass


RELEASES = ['rhel4', 'rhel5', 'rhel6', 'rhel7', 'rhel8']
SECTIONS = ['%packages', '%post', '%pre', '%traceback']
VALUES = 'bootproto device dhcpclass essid ethtool gateway hostname ip mtu nameserver netmask onboot wepkey'.split()
FLAGS = ['nodns', 'notksdevice']
SINCE = {  # values and flags by the release that has them first
    'rhel5': ([], ['noipv4', 'noipv6']),
    'rhel6': (['ipv6', 'vlanid', 'bondslaves', 'bondopts'], ['activate', 'nodefroute']),
    'rhel7': (['ipv6gateway', 'interfacename', 'bridgeslaves', 'bridgeopts', 'teamslaves', 'teamconfig', 'wpakey', 'bindto'],
              ['no-activate']),
}
WORDS = {
    'mode': 'balance-rr active-backup balance-xor broadcast 802.3ad balance-tlb balance-alb 0 1 2 3 4 5 6',
    'arp_validate': 'none active backup all 0 1 2 3', 'primary_reselect': 'always better failure 0 1 2',
    'fail_over_mac': 'none active follow 0 1 2', 'use_carrier': '0 1', 'ad_select': 'stable bandwidth count 0 1 2',
    'xmit_hash_policy': 'layer2 layer2+3 layer3+4 0 1 2', 'lacp_rate': 'slow fast 0 1', 'all_slaves_active': '0 1',
    'arp_all_targets': 'any all 0 1', 'tlb_dynamic_lb': '0 1',
}
NUMBERS = ['miimon', 'updelay', 'downdelay', 'arp_interval', 'resend_igmp']
NEWER = ['ad_actor_sys_prio', 'ad_user_port_key', 'lp_interval', 'min_links', 'num_grat_arp', 'packets_per_slave',
         'all_slaves_active', 'arp_all_targets', 'tlb_dynamic_lb', 'ad_actor_system']
BRIDGE = {'stp': None, 'priority': (0, 65535), 'forward-delay': (0, 30), 'hello-time': (0, 10), 'max-age': (0, 40),
          'ageing-time': (0, 1000000)}


def at_least(release, other):
    return RELEASES.index(release) >= RELEASES.index(other)


def refuse(cond, why):
    if cond:
        raise Refused(why)


# ---- sections ----

class Kickstart:
    def __init__(self):
        self.network, self.packages, self.scripts, self.packages_seen = [], [], [], 0


def read(text, release):
    """The file as the release reads it."""
    return _read_ends(text, release) if at_least(release, 'rhel6') else _read_old(text, release)


def _command(ks, line, release):
    args = shlex.split(line)
    refuse(args[0] != 'network', 'unknown command %s' % args[0])
    ks.network.append(network(args[1:], release))


def _header(args, release):
    parser = _Parser(args[0])
    if args[0] == '%post':
        parser.add_argument('--nochroot', action='store_true')
    if args[0] != '%packages':
        parser.add_argument('--interpreter')
        if release != 'rhel4':
            parser.add_argument('--erroronfail', action='store_true')
            parser.add_argument('--log', '--logfile')
    parser.parse_args(args[1:])


def _read_old(text, release):
    ks, state, body = Kickstart(), 'commands', []

    def leave():
        if state == '%post':
            ks.scripts.append(''.join(body))
    for line in text.splitlines(True):
        word = line.split()[0] if line.strip() else '#'
        if state not in ('commands', '%packages') and word not in SECTIONS + ['%include']:
            refuse(word == '%end', '%end is a command of the script')
            body.append(line)
        elif word.startswith('#'):
            continue
        elif word in SECTIONS:
            leave()
            _header(shlex.split(line), release)
            state, body = word, []
            ks.packages_seen += word == '%packages'
        else:
            refuse(word.startswith('%'), '%s is no section' % word)
            if state == '%packages':
                ks.packages.append(line.strip())
            else:
                _command(ks, line, release)
    leave()
    return ks


def _read_ends(text, release):
    ks, state, body = Kickstart(), None, []
    for line in text.splitlines(True):
        word = line.split()[0] if line.strip() else '#'
        if state and word == '%end':
            if state == '%post':
                ks.scripts.append(''.join(body))
            state = None
        elif state:
            refuse(word in SECTIONS + ['%include'], '%s within %s' % (word, state))
            if state != '%packages':
                body.append(line)
            elif not word.startswith('#'):
                ks.packages.append(line.strip())
        elif word.startswith('#'):
            continue
        elif word in SECTIONS:
            _header(shlex.split(line), release)
            state, body = word, []
            ks.packages_seen += word == '%packages'
        else:
            refuse(word.startswith('%'), '%s is no section' % word)
            _command(ks, line, release)
    refuse(state, '%s does not end with %%end' % state)
    return ks


# ---- network ----

class _Parser(argparse.ArgumentParser):
    def __init__(self, name):
        super().__init__(prog=name, add_help=False, allow_abbrev=False)

    def error(self, message):
        raise Refused(message)


def network(args, release):
    """The options of a line, as a dictionary; Refused where the release would not make what it says."""
    parser = _Parser('network')
    values, flags = list(VALUES), list(FLAGS)
    for since, (more, switches) in SINCE.items():
        if at_least(release, since):
            values += more
            flags += switches
    for name in values:
        parser.add_argument('--' + name)
    for name in flags:
        parser.add_argument('--' + name, action='store_true')
    given = vars(parser.parse_args(args))
    seen = [a.split('=')[0] for a in args if a.startswith('--')]
    refuse(len(seen) != len(set(seen)), 'an option twice')
    o = {k.replace('_', '-'): v for k, v in given.items() if v not in (None, False)}
    refuse('' in o.values(), 'an empty value')
    _check_device(o, release)
    _check_bond(o, release)
    _check_vlan(o, release)
    _check_bridge(o)
    _check_addresses(o, release)
    return o


def _name(name):
    refuse(not re.fullmatch(r'[A-Za-z0-9._-]{1,15}', name), '%r is no name of an interface' % name)


def _names(text):
    names = text.split(',')
    for name in names:
        _name(name)
    refuse(len(names) != len(set(names)), 'a name twice')
    return names


def _check_device(o, release):
    refuse('device' not in o, 'no --device')
    if ':' in o['device']:
        refuse(not at_least(release, 'rhel6'), 'a MAC address as --device')
        refuse(not re.fullmatch(r'([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}', o['device']), 'no MAC address')
    else:
        _name(o['device'])
    refuse(o.get('onboot', 'yes') not in ('yes', 'no'), 'onboot')
    refuse('mtu' in o and not 68 <= int(o['mtu']) <= 65535, 'mtu')
    refuse('hostname' in o and not re.fullmatch(r'[A-Za-z0-9.-]+', o['hostname']), 'hostname')


def _check_bond(o, release):
    refuse('bondopts' in o and 'bondslaves' not in o, '--bondopts without --bondslaves')
    if 'bondslaves' not in o:
        return
    refuse(':' in o['device'], 'a bond called by an address')
    slaves = _names(o['bondslaves'])
    options = {}
    for option in o['bondopts'].split(';' if ';' in o['bondopts'] else ','):
        key, eq, value = option.partition('=')
        refuse(not eq or not value or '=' in value, '%r is no option' % option)
        refuse(key in options, '%s twice' % key)
        refuse(key in NEWER and not at_least(release, 'rhel8'), 'an option that costs the bond: ' + key)
        options[key] = value
        if key in WORDS:
            refuse(value not in WORDS[key].split(), option)
        elif key in NUMBERS + NEWER and key != 'ad_actor_system':
            refuse(not value.isdigit(), option)
        elif key == 'arp_ip_target':
            refuse(any(ipaddress.IPv4Address(a).is_loopback for a in value.split(',')), option)
        elif key == 'primary':
            refuse(value not in slaves or options['mode'] not in ('active-backup', '1'), option)
        else:
            refuse(key != 'ad_actor_system', 'no option of NetworkManager: ' + key)
    refuse('mode' not in options, 'no mode')
    refuse('miimon' in options and 'arp_interval' in options, 'both monitors')
    refuse(('updelay' in options or 'downdelay' in options) and 'miimon' not in options, 'delays without miimon')
    refuse(('arp_interval' in options) != ('arp_ip_target' in options), 'interval and targets go together')


def _check_vlan(o, release):
    refuse('interfacename' in o and 'vlanid' not in o, '--interfacename without --vlanid')
    refuse('vlanid' in o and 'bondslaves' in o and release != 'rhel6', 'a bond and a VLAN in one line')
    if 'vlanid' not in o:
        return
    refuse(not o['vlanid'].isdigit() or not 1 <= int(o['vlanid']) <= 4094, 'vlanid')
    name = o.get('interfacename')
    if name:
        _name(name)
        before, dot, after = name.partition('.')
        refuse(dot and (before == 'vlan' or not after.isdigit() or int(after) != int(o['vlanid'])), name)
        refuse(name.startswith('vlan') and name[4:] != o['vlanid'], name)


def _check_bridge(o):
    refuse('bridgeopts' in o and 'bridgeslaves' not in o, '--bridgeopts without --bridgeslaves')
    if 'bridgeslaves' not in o:
        return
    refuse('vlanid' in o or 'bondslaves' in o, 'a bridge and something else')
    _names(o['bridgeslaves'])
    for option in o.get('bridgeopts', 'stp=no').split(','):
        key, _, value = option.partition('=')
        refuse(key not in BRIDGE, 'no option of a bridge: ' + option)
        if BRIDGE[key] is None:
            refuse(value not in ('yes', 'no'), option)
        else:
            refuse(not value.isdigit() or not BRIDGE[key][0] <= int(value) <= BRIDGE[key][1], option)


def _check_addresses(o, release):
    refuse(o.get('bootproto', 'dhcp') not in ('dhcp', 'static'), 'bootproto')
    static = o.get('bootproto') == 'static'
    try:
        if static:
            own = ipaddress.IPv4Interface('%s/%s' % (o['ip'], o['netmask']))
        gateway = ipaddress.ip_address(o['gateway']) if 'gateway' in o else None
        for server in o.get('nameserver', '').split(',') if 'nameserver' in o else []:
            refuse(ipaddress.ip_address(server).version == 6 and not at_least(release, 'rhel6'), 'server')
        if o.get('ipv6', 'auto') not in ('auto', 'dhcp'):
            refuse('/' not in o['ipv6'], 'no prefix')
            ipaddress.IPv6Interface(o['ipv6'])
        if 'ipv6gateway' in o:
            ipaddress.IPv6Address(o['ipv6gateway'])
    except (KeyError, ValueError) as e:
        raise Refused(repr(e))
    refuse(not static and ('ip' in o or 'netmask' in o), 'an address without --bootproto=static')
    refuse('noipv4' in o and 'bootproto' in o, 'IPv4 and none')
    refuse('noipv6' in o and ('ipv6' in o or 'ipv6gateway' in o), 'IPv6 and none')
    refuse('bootproto' not in o and 'noipv4' not in o, 'nothing said of IPv4')
    if gateway is not None and gateway.version == 4:
        refuse(not static or gateway not in own.network, 'a gateway out of reach')
    elif gateway is not None:
        refuse(release != 'rhel6' or o.get('ipv6', 'auto') in ('auto', 'dhcp'), 'a gateway of IPv6')
    refuse(',' in o.get('nameserver', '') and not at_least(release, 'rhel6'), 'several servers')


# ---- lines together ----

def name_of(o):
    """What the line makes."""
    if 'interfacename' in o:
        return o['interfacename']
    return '%s.%s' % (o['device'], o['vlanid']) if 'vlanid' in o else o['device']


def together(lines):
    """Refused where a line needs what no line before it makes, or two make one thing."""
    made, bonds = set(), set()
    for k, o in enumerate(lines):
        refuse(name_of(o) in made, '%s twice' % name_of(o))
        refuse('bondslaves' in o and o['device'] in made, 'bond %s twice' % o['device'])
        for port in o.get('bridgeslaves', '').split(','):
            refuse(port.startswith('bond') and port not in bonds, 'port %s is not there' % port)
        refuse('vlanid' in o and o['device'].startswith('bond') and o['device'] not in bonds and 'bondslaves' not in o,
               'the parent of %s is not there' % name_of(o))
        made.add(name_of(o))
        if 'bondslaves' in o:
            bonds.add(o['device'])
            made.add(o['device'])
        refuse(k and 'hostname' in o, 'the name of the host in another line than the first')
        refuse(k and 'gateway' in o and any('gateway' in x for x in lines[:k]), 'two default routes')
