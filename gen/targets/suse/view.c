/* The view of an ifcfg file. */
#include "targets/about.h"
#include "targets/suse/suse.h"

const char *suse_suffix(struct render *r, size_t k, size_t n)
{
	int width = 1;

	for (size_t last = n - 1; last >= 10; last /= 10)
		width++;
	return arena_printf(r->arena, "%0*zu", width, k);
}

struct view *suse_ifcfg_view(struct render *r, const struct iface *i)
{
	struct view *v = host_view(r);

	view_comment(v, "about", about_iface(r, i));
	about_notes(r, i, v);
	view_word(v, "startmode", suse_startmode(r, i));
	suse_link_view(r, i, v);
	suse_vlan_view(r, i, v);
	suse_bond_view(r, i, v);
	suse_bridge_view(r, i, v);
	suse_address_view(r, i, v);
	return v;
}
