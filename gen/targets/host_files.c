#include "targets/host_files.h"

void render_modprobe(struct render *r, const char *template, const struct view *view, const char *name)
{
	/* modprobe of every release reads what ends in .conf: kmod nothing else, module-init-tools any file */
	if (r->os->scripts.modprobe_conf)
		render_fragment(r, template, view, "etc/modprobe.conf");
	else if (r->os->scripts.modprobe_local)
		render_fragment(r, template, view, "etc/modprobe.conf.local");
	else
		render_own(r, template, view, arena_printf(r->arena, "etc/modprobe.d/%s.conf", name));
}

void render_sysctl(struct render *r, const char *template, const struct view *view, const char *name)
{
	if (r->os->scripts.sysctl_d)
		render_own(r, template, view, arena_printf(r->arena, "etc/sysctl.d/%s.conf", name));
	else
		render_fragment(r, template, view, "etc/sysctl.conf");
}

struct view *pinned_nics_view(const struct render *r)
{
	struct view *v = host_view(r);
	bool any = false;

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];
		struct view *item;

		if (i->kind != NIC || !has(&i->nic->mac))
			continue;
		any = true;
		item = view_item(v, "nics");
		view_word(item, "name", i->name);
		view_mac(item, "mac", &i->nic->mac.mac);
	}
	return any ? v : NULL;
}

const char *netfilter_module(const struct release *os)
{
	return os->kernel.netfilter_module ? "br_netfilter" : "bridge";
}

struct view *netfilter_module_view(const struct render *r)
{
	struct view *v = host_view(r);

	view_word(v, "module", netfilter_module(r->os));
	view_flag(v, "filters", r->os->kernel.netfilter_module && !r->net->host->bridge_netfilter.n);
	view_word(v, "sysctls", r->os->scripts.sysctl_d ? "sysctl.d/bondwright.conf" : "sysctl.conf");
	return v;
}

bool render_bridge_netfilter(struct render *r)
{
	const struct value *on = &r->net->host->bridge_netfilter;
	struct view *v = host_view(r);

	if (!has(on))
		return false;
	view_number(v, "on", on->n);
	render_sysctl(r, "shared/sysctl", v, "bondwright");
	if (r->os->scripts.modules_load_d)
		render_own(r, "shared/modules", netfilter_module_view(r), "etc/modules-load.d/bondwright.conf");
	return !r->os->scripts.modules_load_d;
}
