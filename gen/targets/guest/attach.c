/* How each guest is attached: which file of which tool, and what cannot be. */
#include <string.h>

#include "base/word.h"
#include "targets/guest/guest.h"
#include "targets/host_files.h"

enum { ID_MAX = 999999999 }; /* vethID.0 is no longer than a name can be */

/* ---- which guests ---- */

/* What lies in /etc/xen beside the guests; a fragment of such a file would be joined to Xen's own settings.
 */
static bool is_xens_own(const char *name)
{
	static const char *const own[] = {"auto", "cpupool", "qemu-ifup", "README", "scripts"};

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (!strcmp(name, own[i]))
			return true;
	return word_ends_in(name, ".sxp") || word_ends_in(name, ".conf") || word_ends_in(name, ".xml");
}

/* The name becomes part of a path, and an argument of virsh, xl and lxc-start. */
static enum guest_way unfit_name(const struct render *r, const struct guest *g)
{
	const char *name = g->name.s, first[] = {name[0], '\0'};

	(void)r;
	return file_component_ok(name, strlen(name)) && word_made_of(first, "") ? GUEST_BRIDGED : GUEST_NAME_UNFIT;
}

static enum guest_way unfit_xen_name(const struct render *r, const struct guest *g)
{
	return is_xens_own(g->name.s) ? GUEST_NAME_UNFIT : unfit_name(r, g);
}

/* The guest before `g` that has the same number; NULL: none. */
static const struct guest *same_id(const struct render *r, const struct guest *g)
{
	for (const struct guest *other = r->net->host->guests.v; other < g; other++)
		if (has(&other->id) && other->id.n == g->id.n)
			return other;
	return NULL;
}

/* OpenVZ calls the file of a container by its number. */
static enum guest_way unfit_id(const struct render *r, const struct guest *g)
{
	if (!has(&g->id))
		return GUEST_NO_ID;
	if (same_id(r, g))
		return GUEST_ID_TAKEN;
	return g->id.n > ID_MAX ? GUEST_ID_LONG : GUEST_BRIDGED;
}

/* ---- technologies ---- */

static void add_attachment(struct view *v, const struct guest *g)
{
	view_word(v, "bridge", g->bridge.s);
	view_mac(v, "mac", has(&g->mac) ? &g->mac.mac : NULL);
}

/* No host in it: the name of one may hold "--", which no comment of XML may. */
static struct view *kvm_view(const struct render *r, const struct guest *g)
{
	struct view *v = view_new(r->arena);

	add_attachment(v, g);
	return v;
}

static struct view *xen_view(const struct render *r, const struct guest *g)
{
	struct view *v = host_view(r);

	add_attachment(v, g);
	return v;
}

static struct view *lxc_view(const struct render *r, const struct guest *g)
{
	struct view *v = host_view(r);

	add_attachment(v, g);
	view_word(v, "net", r->os->lxc_net ? "lxc.net.0" : "lxc.network");
	view_word(v, "device", has(&g->device) ? g->device.s : NULL);
	return v;
}

static struct view *openvz_view(const struct render *r, const struct guest *g)
{
	struct view *v = host_view(r);

	view_comment(v, "name", g->name.s);
	if (has(&g->bridge)) {
		add_attachment(v, g);
		view_number(v, "id", g->id.n);
		view_word(v, "device", has(&g->device) ? g->device.s : "eth0");
	} else {
		view_ip(v, "address", &g->address.ip);
	}
	return v;
}

/* What its guests have in common that are written. */
struct kinds {
	bool bridged, four, six; /* the latter: routed ones, by family */
};

/* What OpenVZ's containers need of the host: the script that takes veths into bridges, and forwarding. */
static void render_openvz_host(struct render *r, const struct kinds *kinds)
{
	struct view *v = host_view(r);

	if (kinds->bridged)
		render_fragment(r, "guest/vznet", host_view(r), "etc/vz/vznet.conf");
	view_flag(v, "four", kinds->four);
	view_flag(v, "six", kinds->six);
	view_flag(v, "shared", !r->os->scripts.sysctl_d);
	if (kinds->four || kinds->six)
		render_sysctl(r, "guest/venet-sysctl", v, "bondwright-venet");
}

struct technology {
	enum virtualization is;
	const char *directory, *suffix; /* of the file of a guest */
	bool by_id;                     /* it is called by the guest's number, not by its name */
	bool by_hand;                   /* the lines go inside of an element */
	const char *bridged, *routed;   /* templates; routed NULL: it has no such guests */
	struct view *(*view)(const struct render *r, const struct guest *g);
	enum guest_way (*unfit)(const struct render *r, const struct guest *g); /* for such a file; GUEST_BRIDGED: fit */
	void (*host)(struct render *r, const struct kinds *kinds);              /* its part of the host; may be NULL */
};

static const struct technology technologies[] = {
	{VIRT_XEN, "etc/xen/", "", false, false, "guest/xen", NULL, xen_view, unfit_xen_name, NULL},
	{VIRT_KVM, "etc/libvirt/qemu/", ".xml", false, true, "guest/libvirt", NULL, kvm_view, unfit_name, NULL},
	{VIRT_LXC, "var/lib/lxc/", "/config", false, false, "guest/lxc", NULL, lxc_view, unfit_name, NULL},
	{VIRT_OPENVZ, "etc/vz/conf/", ".conf", true, false, "guest/veth", "guest/venet", openvz_view, unfit_id, render_openvz_host},
};

/* That of the host; NULL: it runs no guests, or nothing is known of how. */
static const struct technology *technology_of(const struct render *r)
{
	for (size_t i = 0; i < sizeof(technologies) / sizeof(*technologies); i++)
		if ((long)technologies[i].is == number_or(&r->net->host->virtualization, VIRT_NONE))
			return &technologies[i];
	return NULL;
}

enum guest_way guest_way(const struct render *r, const struct guest *g)
{
	const struct technology *t = technology_of(r);
	enum guest_way unfit;

	if (!t)
		return GUEST_NO_TECHNOLOGY;
	if (!has(&g->bridge) && !t->routed)
		return GUEST_NO_BRIDGE;
	if (!has(&g->bridge) && !has(&g->address))
		return GUEST_NO_ADDRESS;
	unfit = t->unfit(r, g);
	if (unfit >= GUEST_NOTHING)
		return unfit;
	return has(&g->bridge) ? GUEST_BRIDGED : GUEST_ROUTED;
}

/* ---- limits ---- */

/* venet0 is in every routed container, under that name and without an Ethernet address. */
static void routed_limit(struct render *r, const struct guest *g, const struct value *v, const char *key)
{
	if (has(v))
		loss(r, &LOSS003, g->name.s, field_path(r->arena, g->path, key),
		     "'%s' is routed: its interface is venet0, which has no Ethernet address", g->name.s);
}

static void attach_limit(struct render *r, const struct guest *g, const char *message, const char *help)
{
	loss(r, &LOSS003, g->name.s, g->path, "%s: nothing attaches it", message)->help = help;
}

static void name_limit(struct render *r, const struct guest *g)
{
	loss(r, &LOSS001, g->name.s, field_path(r->arena, g->path, "name"),
	     "'%s' cannot be the name of a guest's file", g->name.s)
		->help = "letters, digits and . _ : @ + -, a letter or digit first, no name of a file of the tool";
}

static void id_limit(struct render *r, const struct guest *g, const char *path, const char *message)
{
	loss(r, &LOSS001, g->name.s, path, "%s", message)->help = "id: NUMBER        the CTID that vzlist shows";
}

static void limits_of(struct render *r, const struct guest *g)
{
	const char *name = g->name.s, *id = field_path(r->arena, g->path, "id");

	switch (guest_way(r, g)) {
	case GUEST_BRIDGED:
		break;
	case GUEST_ROUTED:
		routed_limit(r, g, &g->device, "device");
		routed_limit(r, g, &g->mac, "mac");
		break;
	case GUEST_NO_TECHNOLOGY:
		attach_limit(r, g, arena_printf(r->arena, "what runs '%s' is not said", name),
			     "virtualization: kvm        or what else runs the guests");
		break;
	case GUEST_NO_BRIDGE:
		attach_limit(r, g, arena_printf(r->arena, "'%s' names no bridge", name), "bridge: NAME");
		break;
	case GUEST_NO_ADDRESS:
		attach_limit(r, g, arena_printf(r->arena, "'%s' has neither bridge nor address", name),
			     "address: ADDRESS        or bridge: NAME, where it is not routed");
		break;
	case GUEST_NAME_UNFIT:
		name_limit(r, g);
		break;
	case GUEST_NO_ID:
		id_limit(r, g, g->path,
			 arena_printf(r->arena, "OpenVZ knows containers by number, and '%s' has none", name));
		break;
	case GUEST_ID_TAKEN:
		id_limit(r, g, id, arena_printf(r->arena, "container %ld is '%s' already", g->id.n, same_id(r, g)->name.s));
		break;
	case GUEST_ID_LONG:
		id_limit(r, g, id,
			 arena_printf(r->arena, "'veth%ld.0' is too long for the name of an interface", g->id.n));
		break;
	}
}

void guest_attach_limits(struct render *r)
{
	for (size_t i = 0; i < r->net->host->guests.n; i++)
		limits_of(r, &r->net->host->guests.v[i]);
}

/* ---- files ---- */

static void render_guest(struct render *r, const struct technology *t, const struct guest *g, enum guest_way way)
{
	struct file f = {.mode = 0644, .fragment = true, .joins = true, .place = t->by_hand ? BY_HAND : AT_END};

	f.path = arena_printf(r->arena, "%s%s%s", t->directory, t->by_id ? g->id.s : g->name.s, t->suffix);
	render_file(r, way == GUEST_ROUTED ? t->routed : t->bridged, t->view(r, g), f);
}

void guest_attach_render(struct render *r)
{
	const struct technology *t = technology_of(r);
	struct kinds kinds = {0};

	for (size_t i = 0; i < r->net->host->guests.n; i++) {
		const struct guest *g = &r->net->host->guests.v[i];
		enum guest_way way = guest_way(r, g);

		if (way >= GUEST_NOTHING)
			continue;
		kinds.bridged |= way == GUEST_BRIDGED;
		kinds.four |= way == GUEST_ROUTED && g->address.ip.family == 4;
		kinds.six |= way == GUEST_ROUTED && g->address.ip.family == 6;
		render_guest(r, t, g, way);
	}
	if (t && t->host)
		t->host(r, &kinds);
}
