/* ifupdown's hooks and clients. */
#include "targets/debian/debian.h"
#include "targets/packages.h"

bool debian_uses_dhcp(const struct net *net)
{
	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (number_or(&i->common->dhcp, 0) || debian_gets_dhcp6(net->os, i))
			return true;
	}
	return false;
}

static bool uses_vlan_hook(const struct net *net)
{
	for (size_t k = 0; k < net->ifaces.n; k++)
		if (net->ifaces.v[k]->kind == VLAN &&
		    debian_vlan_maker(net, net->ifaces.v[k]) == VLAN_BY_HOOK)
			return true;
	return false;
}

static bool has_bridge(const struct net *net)
{
	for (size_t k = 0; k < net->ifaces.n; k++)
		if (net->ifaces.v[k]->kind == BRIDGE)
			return true;
	return false;
}

void debian_packages(struct render *r)
{
	const struct eni_caps *eni = &r->os->eni;

	if (r->net->bonds.n)
		package_add(r, eni->ifenslave);
	if (uses_vlan_hook(r->net))
		package_add(r, "vlan");
	if (has_bridge(r->net))
		package_add(r, "bridge-utils");
	if (debian_uses_dhcp(r->net))
		package_add(r, eni->dhcp_client);
	if (eni->iproute_apart)
		package_add(r, "iproute");
}
