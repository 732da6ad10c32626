/* NICs that nothing tells apart: MAC002. */
#include <string.h>

#include "base/word.h"
#include "rules/rule.h"

static bool is_ethn(const char *name)
{
	return !strncmp(name, "eth", 3) && word_is_digits(name + 3);
}

/* A name like em1 or enp3s0 says which card it is; a single NIC cannot be mixed up. */
static void nic_not_pinned(struct run *r, const struct iface *nic)
{
	if (!r->os->scripts.hwaddr_pins || has(&nic->nic->mac) || r->host->nics.n < 2 ||
	    !is_ethn(nic->name))
		return;
	report(r, WARNING, on(r, nic), "nothing says which card '%s' is", nic->name);
	consequence(r,
		    "names go to cards in the order in which they are found: after a change of kernel or "
		    "hardware\n"
		    "'%s' can be another one, cabled to another switch",
		    nic->name);
	help(r, "mac: \"52:54:00:12:34:56\"        its own address, as ethtool -P %s shows it", nic->name);
}

const struct rule MAC002 = {
	.about = {
		.id = "MAC002",
		.title = "NIC without the address that pins its name",
		.severity = WARNING,
		.since = "0.1",
		.why = "ethN are numbers in the order in which the kernel finds the cards. On these "
		       "releases HWADDR in the NIC's ifcfg file ties the name to one card; without it a new "
		       "kernel, another card or slot can exchange eth0 and eth1, and with them the "
		       "switches, VLANs and bonds that were planned for each. kvm-nic-bonding says to "
		       "specify HWADDR always; openvz-bonding took all such lines out when it suspected MAC "
		       "addresses. The line selects a card and sets nothing.",
		.fix = "mac with the NIC's permanent address.",
		.verify = "ethtool -P NIC, and \"Permanent HW addr\" in /proc/net/bonding/BOND.",
		.sources = REFERENCES(&kvm_bonding, &openvz_bonding, &sysconfig_txt, &initscripts),
		.bad = "host: vm1.example.com\n"
		       "os: rhel6\n"
		       "nics:\n"
		       "  - {name: eth0, mac: \"00:16:3e:5e:6c:01\"}\n"
		       "  - {name: eth1}\n",
		.good = "host: vm1.example.com\n"
			"os: rhel6\n"
			"nics:\n"
			"  - {name: eth0, mac: \"00:16:3e:5e:6c:01\"}\n"
			"  - {name: eth1, mac: \"00:16:3e:5e:6c:02\"}\n",
	},
	.on_nic = nic_not_pinned,
};
