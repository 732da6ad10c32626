/* Faults of a file as a description: keys, and values that are not what their key asks for. */
#include "diag/finding.h"

#define HOST "host: vm1.example.com\nos: bookworm\n"
#define NIC  "nics:\n  - name: eth0\n    mac: \"52:54:00:00:00:01\"\n"

const struct descriptor YAML002 = {
	.id = "YAML002",
	.title = "unknown key",
	.severity = ERROR,
	.since = "0.1",
	.why = "A key that is not known sets nothing. Passed over, a mistyped 'mimon: 100' would leave a "
	       "bond without a monitor, and everything would look right until the first cable is pulled.",
	.fix = "The key that was meant: the help has the nearest one, or all there are. A remark belongs "
	       "into a comment.",
	.bad = HOST NIC "    sped: 1000\n",
	.good = HOST NIC "    speed: 1000\n",
};

const struct descriptor YAML003 = {
	.id = "YAML003",
	.title = "a key is given twice",
	.severity = ERROR,
	.since = "0.1",
	.why = "YAML forbids it, and readers that allow it differ in which of the two they keep, so the "
	       "file means one thing here and another in the tool that wrote it. It comes from merging and "
	       "pasting.",
	.fix = "Keep one of the two; the finding shows both places.",
	.bad = HOST NIC "    mtu: 1500\n"
			"    mtu: 9000\n",
	.good = HOST NIC "    mtu: 9000\n",
};

const struct descriptor YAML004 = {
	.id = "YAML004",
	.title = "a list, a mapping or a single value where another of these belongs",
	.severity = ERROR,
	.since = "0.1",
	.why = "Each key takes a single value, a list or a mapping. A loader that helps itself takes one "
	       "for a list of one, or the first of a list; then 'slaves: eth0, eth1' is one slave with a "
	       "comma in its name.",
	.fix = "The form that the help shows: [a, b] for a list, {key: value} for a mapping.",
	.bad = HOST NIC "    trunk: 256\n",
	.good = HOST NIC "    trunk: [256]\n",
};

const struct descriptor YAML005 = {
	.id = "YAML005",
	.title = "not a plain decimal number",
	.severity = ERROR,
	.since = "0.1",
	.why = "YAML readers disagree on everything but plain digits: 010 is eight or ten, 1_500 a number "
	       "or a text, 1e3 a text or a thousand. libcyaml reads numbers in base 0 and stops at the "
	       "first character that is none: 010 is 8, 12abc is 12, 1.5 is 1. None of that is what the "
	       "file shows.",
	.fix = "Decimal digits without leading zero, sign, separator or unit.",
	.bad = HOST NIC "    mtu: 0x2328\n",
	.good = HOST NIC "    mtu: 9000\n",
};

const struct descriptor YAML006 = {
	.id = "YAML006",
	.title = "a number out of range",
	.severity = ERROR,
	.since = "0.1",
	.why = "The range is what the kernel or the network scripts take. What lies outside is refused when "
	       "the interface is brought up, and most scripts go on without it, or it is cut to the width "
	       "of its field.",
	.fix = "A number of the range that the help names; mind the unit.",
	.bad = HOST NIC "    mtu: 90000\n",
	.good = HOST NIC "    mtu: 9000\n",
};

const struct descriptor YAML007 = {
	.id = "YAML007",
	.title = "neither true nor false",
	.severity = ERROR,
	.since = "0.1",
	.why = "To libcyaml any text is true that is not false, no, off, disable or 0: 'stp: flase' would "
	       "switch the spanning tree on. Other readers take y, n, 0 and 1, or refuse them. Here it is "
	       "true or false, or YAML 1.1's yes, no, on and off, in lower case, upper case or with a "
	       "capital.",
	.fix = "true or false.",
	.bad = HOST NIC "    edge: ture\n",
	.good = HOST NIC "    edge: true\n",
};

const struct descriptor YAML008 = {
	.id = "YAML008",
	.title = "an unknown word",
	.severity = ERROR,
	.since = "0.1",
	.why = "The key takes one of a few words, or the name of a release, and this is none of them. There "
	       "is nothing sensible to fall back to: a release that is not known cannot be judged, and a "
	       "port group that was misspelt would count as none.",
	.fix = "One of the words that the help lists; for `os`, one of `bondwright releases`.",
	.bad = HOST NIC "    duplex: ful\n",
	.good = HOST NIC "    duplex: full\n",
};

const struct descriptor YAML016 = {
	.id = "YAML016",
	.title = "something required is missing",
	.severity = ERROR,
	.since = "0.1",
	.why = "Without it the object cannot be named or built: a host without its release, a bond without "
	       "slaves, a VLAN without its ID or parent, an accepted finding without a reason.",
	.fix = "Add the key that the finding names.",
	.bad = "os: bookworm\n",
	.good = HOST,
};

const struct descriptor YAML017 = {
	.id = "YAML017",
	.title = "a key without a value",
	.severity = ERROR,
	.since = "0.1",
	.why = "'mtu:', 'mtu: ~' and 'mtu: null' say that there is no value. Whether that means the "
	       "default, zero or a forgotten number is anybody's guess, and a template whose variable was "
	       "empty writes just that.",
	.fix = "Write the value, or leave the key out.",
	.bad = HOST NIC "    mtu:\n",
	.good = HOST NIC "    mtu: 9000\n",
};

const struct descriptor YAML018 = {
	.id = "YAML018",
	.title = "not an IP address of the form that is needed",
	.severity = ERROR,
	.since = "0.1",
	.why = "Scripts pass an address on as it is: ifup was watched taking 10.0.0.1/33. Leading zeros "
	       "make a number octal to some readers (010.0.0.1 is 8.0.0.1 to inet_aton), an address without "
	       "prefix length gets that of its class from the scripts of old releases, and a network, "
	       "multicast or unspecified address belongs to no host.",
	.fix = "IPv4 as 10.0.0.2, IPv6 in quotes as \"2001:db8::2\"; with prefix length for `addresses` and "
	       "a route's `to`, without elsewhere.",
	.bad = HOST NIC "    addresses: [10.0.0.2/33]\n",
	.good = HOST NIC "    addresses: [10.0.0.2/24]\n",
};

const struct descriptor YAML019 = {
	.id = "YAML019",
	.title = "not an Ethernet address, or one without quotes that other readers take for a number",
	.severity = ERROR,
	.since = "0.1",
	.why = "A NIC is found by its address, so a wrong one pins the name of another NIC or of none. "
	       "Group addresses (the first pair odd) and all zeros belong to no interface; the kernel "
	       "refuses them (is_valid_ether_addr()). 52:54:00:12:34:56 without quotes is a number in base "
	       "60 to YAML 1.1: another program that reads the file, or rewrites it, makes 41135085296 of "
	       "it.",
	.fix = "Six pairs of hexadecimal digits joined by colons, in quotes: \"52:54:00:12:34:56\".",
	.bad = HOST "nics:\n"
		    "  - {name: eth0, mac: 52:54:00:12:34:56}\n",
	.good = HOST "nics:\n"
		     "  - {name: eth0, mac: \"52:54:00:12:34:56\"}\n",
};

const struct descriptor YAML020 = {
	.id = "YAML020",
	.title = "a text of the wrong form",
	.severity = ERROR,
	.since = "0.1",
	.why = "Generated files are sourced by shells, evaluated by xend and searched by grep, so a value "
	       "is not quoted on its way there: it is made of characters that mean nothing in any of them. "
	       "Names of hosts, switches, ports and drivers have no blanks or shell characters; comments "
	       "have no control characters, and none that turn the direction of text or cannot be seen.",
	.fix = "The form that the help describes.",
	.bad = HOST NIC "    switch: \"sw a\"\n",
	.good = HOST NIC "    switch: sw-a\n",
};
