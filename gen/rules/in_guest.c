/* Bonds where there is nothing to bond: inside guests. */
#include <string.h>

#include "base/word.h"
#include "rules/example.h"
#include "rules/rule.h"

/* Drivers of network interfaces that a hypervisor makes up. Emulated cards (e1000, pcnet32) may be real ones.
 */
static bool is_paravirtual(const char *driver)
{
	static const char *const drivers[] = {
		"virtio_net",   "virtio-net", "virtio_pci", "xennet",   "xen-netfront",
		"xen_netfront", "netfront",   "xen-vnif",   "xen_vnif", "vmxnet",
		"vmxnet3",      "hv_netvsc",  "netvsc",     NULL};

	return word_pick(driver, drivers) >= 0;
}

static void bond_in_guest(struct run *r, const struct iface *bond)
{
	const struct nic *first = NULL;

	for (size_t i = 0; i < bond->lower.n; i++) {
		const struct iface *nic = iface_nic(bond->lower.v[i]);

		if (!nic || !has(&nic->nic->driver) || !is_paravirtual(nic->nic->driver.s))
			return;
		first = first ? first : nic->nic;
	}
	if (bond->lower.n < 2)
		return;
	report(r, INFO, on(r, bond), "the slaves of bond '%s' are interfaces of a guest (%s)", bond->name,
	       first->driver.s);
	for (size_t i = 0; i < bond->lower.n; i++)
		note(r, on_listing(r, bond, bond->lower.v[i]), "'%s' is made by a hypervisor",
		     bond->lower.v[i]->name);
	consequence(
		r,
		"the carrier of such an interface stays up when the host's uplink fails: the bond notices\n"
		"nothing, and its slaves mostly end on the same bridge of the same host");
	help(r, "one interface in the guest, and the bond below the bridge of its host");
}

const struct rule GUEST012 = {
	.about =
		{
			.id = "GUEST012",
			.title = "a bond inside a guest",
			.severity = INFO,
			.since = "0.1",
			.why = "Redundancy belongs to the host: a bond below the bridge serves every guest "
			       "and sees the cables. "
			       "In the guest it sees interfaces that the hypervisor makes up. Their carrier "
			       "does not follow that of "
			       "the host's uplinks, so that miimon finds all slaves up whatever happens "
			       "outside, and two of them on one "
			       "bridge are two ways to the same cable. kvm-nic-bonding says the same: bond "
			       "on the host. It is found by "
			       "the drivers of the slaves, as modprobe's aliases of an imported host name "
			       "them (alias eth0 xennet).",
			.fix = "Give the guest one interface, and bond the NICs of its host under the "
			       "bridge. NICs that are passed through "
			       "to the guest (SR-IOV, PCI) have drivers of their own and are not meant.",
			.verify = "ethtool -i eth0 in the guest: the driver. ip link set dev NIC down on the "
				  "host: "
				  "/proc/net/bonding/BOND in the guest still shows its slaves up.",
			.sources = REFERENCES(&kvm_bonding),
			.bad = EXAMPLE_HOST(
				"rhel5.4") "nics:\n"
					   "  - {name: eth0, mac: \"00:16:3e:00:00:01\", driver: xennet}\n"
					   "  - {name: eth1, mac: \"00:16:3e:00:00:02\", driver: xennet}\n"
					   "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: "
					   "[eth0, eth1]}]\n",
			.good = EXAMPLE_HOST(
				"rhel5.4") "nics:\n"
					   "  - {name: eth0, mac: \"00:16:3e:00:00:01\", driver: xennet}\n"
					   "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: "
					   "[eth0]}]\n",
		},
	.on_bond = bond_in_guest,
};
