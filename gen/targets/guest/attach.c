/* How each guest is attached: which file of which tool, and what cannot be. */
#include <string.h>

#include "base/word.h"
#include "targets/guest/guest.h"

enum { ID_MAX = 999999999 }; /* vethID.0 is no longer than a name can be */

static long technology(const struct render *r)
{
	return number_or(&r->net->host->virtualization, VIRT_NONE);
}

/* ---- which guests ---- */

static bool ends_with(const char *s, const char *end)
{
	size_t m = strlen(s), n = strlen(end);

	return m >= n && !strcmp(s + m - n, end);
}

/* What lies in /etc/xen beside the guests; a fragment of such a file would be joined to Xen's own settings.
 */
static bool is_xens_own(const char *name)
{
	static const char *const own[] = {"auto", "cpupool", "qemu-ifup", "README", "scripts"};

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (!strcmp(name, own[i]))
			return true;
	return ends_with(name, ".sxp") || ends_with(name, ".conf") || ends_with(name, ".xml");
}

/* The name becomes part of a path, and an argument of virsh, xl and lxc-start. */
static bool name_fits(const struct render *r, const char *name)
{
	const char first[] = {name[0], '\0'};

	return file_component_ok(name, strlen(name)) && word_made_of(first, "") &&
	       !(technology(r) == VIRT_XEN && is_xens_own(name));
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
static bool id_unfit(const struct render *r, const struct guest *g, struct guest_loss *why)
{
	const struct guest *other = has(&g->id) ? same_id(r, g) : NULL;

	*why = (struct guest_loss){&LOSS001, "id", NULL, "id: NUMBER        the CTID that vzlist shows"};
	if (!has(&g->id)) {
		why->key = NULL;
		why->message = arena_printf(r->arena, "OpenVZ knows containers by number, and '%s' has none",
					    g->name.s);
	} else if (other) {
		why->message =
			arena_printf(r->arena, "container %ld is '%s' already", g->id.n, other->name.s);
	} else if (g->id.n > ID_MAX) {
		why->message = arena_printf(r->arena, "'veth%ld.0' is too long for the name of an interface",
					    g->id.n);
	}
	return why->message;
}

static enum guest_way refuse(struct guest_loss *why, const char *message, const char *help)
{
	*why = (struct guest_loss){.d = &LOSS003, .message = message, .help = help};
	return GUEST_NOT;
}

enum guest_way guest_way(const struct render *r, const struct guest *g, struct guest_loss *why)
{
	const char *name = g->name.s;
	bool openvz = technology(r) == VIRT_OPENVZ;

	if (technology(r) == VIRT_NONE)
		return refuse(why,
			      arena_printf(r->arena, "what runs '%s' is not said: nothing attaches it", name),
			      "virtualization: kvm        or what else runs the guests");
	if (!has(&g->bridge) && !openvz)
		return refuse(why, arena_printf(r->arena, "'%s' names no bridge: nothing attaches it", name),
			      "bridge: NAME");
	if (!has(&g->bridge) && !has(&g->address))
		return refuse(why,
			      arena_printf(r->arena,
					   "'%s' has neither bridge nor address: nothing attaches it", name),
			      "address: ADDRESS        or bridge: NAME, where it is not routed");
	if (openvz && id_unfit(r, g, why))
		return GUEST_NOT;
	if (!openvz && !name_fits(r, name)) {
		*why = (struct guest_loss){
			&LOSS001, "name",
			arena_printf(r->arena, "'%s' cannot be the name of a guest's file", name),
			"letters, digits and . _ : @ + -, a letter or digit first, no name of a file of the "
			"tool"};
		return GUEST_NOT;
	}
	*why = (struct guest_loss){0};
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

void guest_attach_limits(struct render *r)
{
	for (size_t i = 0; i < r->net->host->guests.n; i++) {
		const struct guest *g = &r->net->host->guests.v[i];
		struct guest_loss why;
		enum guest_way way = guest_way(r, g, &why);
		struct finding *f;

		if (way == GUEST_ROUTED) {
			routed_limit(r, g, &g->device, "device");
			routed_limit(r, g, &g->mac, "mac");
		} else if (way == GUEST_NOT) {
			f = loss(r, why.d, g->name.s,
				 why.key ? field_path(r->arena, g->path, why.key) : g->path, "%s",
				 why.message);
			f->help = why.help;
		}
	}
}

/* ---- files ---- */

static void add_attachment(struct view *v, const struct guest *g)
{
	view_word(v, "bridge", g->bridge.s);
	view_mac(v, "mac", has(&g->mac) ? &g->mac.mac : NULL);
}

/* No host in it: the name of one may hold "--", which no comment of XML may. */
static void render_kvm(struct render *r, const struct guest *g)
{
	struct view *v = view_new(r->arena);

	add_attachment(v, g);
	render_fragment(r, "guest/libvirt", v, arena_printf(r->arena, "etc/libvirt/qemu/%s.xml", g->name.s));
}

static void render_xen(struct render *r, const struct guest *g)
{
	struct view *v = host_view(r);

	add_attachment(v, g);
	render_fragment(r, "guest/xen", v, arena_printf(r->arena, "etc/xen/%s", g->name.s));
}

static void render_lxc(struct render *r, const struct guest *g)
{
	struct view *v = host_view(r);

	add_attachment(v, g);
	view_word(v, "net", r->os->lxc_net ? "lxc.net.0" : "lxc.network");
	view_word(v, "device", has(&g->device) ? g->device.s : NULL);
	render_fragment(r, "guest/lxc", v, arena_printf(r->arena, "var/lib/lxc/%s/config", g->name.s));
}

static void render_openvz(struct render *r, const struct guest *g, enum guest_way way)
{
	struct view *v = host_view(r);

	view_comment(v, "name", g->name.s);
	if (way == GUEST_BRIDGED) {
		add_attachment(v, g);
		view_number(v, "id", g->id.n);
		view_word(v, "device", has(&g->device) ? g->device.s : "eth0");
	} else {
		view_ip(v, "address", &g->address.ip);
	}
	render_fragment(r, way == GUEST_BRIDGED ? "guest/veth" : "guest/venet", v,
			arena_printf(r->arena, "etc/vz/conf/%ld.conf", g->id.n));
}

/* What OpenVZ's containers need of the host: the script that takes veths into bridges, and forwarding. */
static void render_openvz_host(struct render *r, bool bridged, bool four, bool six)
{
	struct view *v = host_view(r);

	if (bridged)
		render_fragment(r, "guest/vznet", host_view(r), "etc/vz/vznet.conf");
	view_flag(v, "four", four);
	view_flag(v, "six", six);
	view_flag(v, "shared", !r->os->scripts.sysctl_d);
	if (!four && !six)
		return;
	if (r->os->scripts.sysctl_d)
		render_own(r, "guest/venet-sysctl", v, "etc/sysctl.d/bondwright-venet.conf");
	else
		render_fragment(r, "guest/venet-sysctl", v, "etc/sysctl.conf");
}

void guest_attach_render(struct render *r)
{
	bool bridged = false, four = false, six = false;

	for (size_t i = 0; i < r->net->host->guests.n; i++) {
		const struct guest *g = &r->net->host->guests.v[i];
		struct guest_loss why;
		enum guest_way way = guest_way(r, g, &why);

		if (way == GUEST_NOT)
			continue;
		bridged |= way == GUEST_BRIDGED;
		four |= way == GUEST_ROUTED && g->address.ip.family == 4;
		six |= way == GUEST_ROUTED && g->address.ip.family == 6;
		if (technology(r) == VIRT_KVM)
			render_kvm(r, g);
		else if (technology(r) == VIRT_XEN)
			render_xen(r, g);
		else if (technology(r) == VIRT_LXC)
			render_lxc(r, g);
		else
			render_openvz(r, g, way);
	}
	if (technology(r) == VIRT_OPENVZ)
		render_openvz_host(r, bridged, four, six);
}
