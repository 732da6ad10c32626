/* Packages that the scripts of the release call and that sysconfig does not require. */
#include "targets/packages.h"
#include "targets/suse/suse.h"

/* What has no file is not made and asks for no lease. */
static void add_packages(struct render *r, const struct iface *i)
{
	if (!suse_is_rendered(r, i))
		return;
	if (i->kind == VLAN)
		package_add(r, "vlan");
	if (i->kind == BRIDGE)
		package_add(r, "bridge-utils");
	if (suse_gets_dhcp(i))
		package_add(r, "dhcpcd");
	if (suse_gets_dhcp6(r->os, i))
		package_add(r, "dhcp-client");
}

/*
 * sysconfig 0.70 and 0.71 require iproute2, dbus-1 and hal (sysconfig.spec). ifup-802.1q gives up without vconfig,
 * ifup-bridge without brctl. ifup-dhcp prefers dhcpcd, and for DHCPv6 asks for dhcp-client. wicked does all this
 * itself.
 */
void suse_packages(struct render *r)
{
	for (size_t k = 0; k < r->net->ifaces.n && !r->os->suse.wicked; k++)
		add_packages(r, r->net->ifaces.v[k]);
}
