/* The programs that ifup calls and initscripts does not require. */
#include "targets/packages.h"
#include "targets/rhel/rhel.h"

static bool any(const struct render *r, bool (*is)(const struct render *r, const struct iface *i))
{
	for (size_t k = 0; k < r->net->ifaces.n; k++)
		if (is(r, r->net->ifaces.v[k]))
			return true;
	return false;
}

/* Made and filled by brctl. */
static bool is_brctl_bridge(const struct render *r, const struct iface *i)
{
	return i->kind == BRIDGE && !r->os->ifcfg.bridge_ip_link;
}

static bool is_vconfig_vlan(const struct render *r, const struct iface *i)
{
	return i->kind == VLAN && !r->os->ifcfg.vlan_by_ip && rhel_is_rendered(r, i);
}

/* What has no file asks for no lease. */
static bool is_dhcp(const struct render *r, const struct iface *i)
{
	return rhel_gets_dhcp(i) && rhel_is_rendered(r, i);
}

static bool is_dhcp6(const struct render *r, const struct iface *i)
{
	return rhel_gets_dhcp6(r, i) && rhel_is_rendered(r, i);
}

void rhel_packages(struct render *r)
{
	const struct ifcfg_caps *caps = &r->os->ifcfg;

	if (caps->scripts_apart)
		package_add(r, "network-scripts");
	if (any(r, is_vconfig_vlan))
		package_add(r, "vconfig");
	if (any(r, is_brctl_bridge))
		package_add(r, "bridge-utils");
	if (any(r, is_dhcp))
		package_add(r, caps->dhcp_client);
	if (any(r, is_dhcp6))
		package_add(r, caps->dhcp6_client);
}
