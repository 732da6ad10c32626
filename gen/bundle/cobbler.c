/*
 * Cobbler, up to 3.3: snippets of one system, and the trigger that renders them.
 *
 * What Cobbler does with a snippet (template_api.py and templar.py of 2.x and 3.x do the same): SNIPPET::NAME
 * becomes $SNIPPET('NAME') wherever it stands, then Cheetah compiles it, and in the result @@KEY@@ is
 * replaced for each KEY that it knows. Only Cheetah heeds #raw, and that ends at the first "#end raw",
 * wherever on a line.
 */
#include "bundle/bundle.h"

#include <string.h>

#include "bundle/kickstart.h"
#include "bundle/script.h"

#define TRIGGER "triggers/add/system/pre/bondwright"

static bool holds(const char *line, size_t len, const char *word)
{
	return memmem(line, len, word, strlen(word)) != NULL;
}

/* Cobbler 3 reads a snippet in the encoding of its daemon's locale, which may be ASCII. */
static bool is_ascii(const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (line[i] != '\t' && (line[i] < ' ' || line[i] > '~'))
			return false;
	return true;
}

/* A line that would not come out of Cobbler as it went in. */
static bool spoils(const char *line, size_t len)
{
	return holds(line, len, "#end") || holds(line, len, "@@") || holds(line, len, "SNIPPET::") ||
	       !is_ascii(line, len);
}

/* A name that a system of Cobbler can have (validate.py, RE_OBJECT_NAME), and a file too. */
static bool system_ok(const char *name)
{
	return !name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:")] &&
	       name[0] != '.' && name[0] != '-' && file_component_ok(name, strlen(name));
}

static const char *system_of(const struct wrapping *w)
{
	return w->system ? w->system : w->r.net->host->host.s;
}

static void add_snippet(struct wrapping *w, const char *name, const struct text *script)
{
	struct text t;

	text_init(&t, w->r.arena);
	text_addf(&t, "#raw\n%s#end raw\n", script->s);
	bundle_add(w, arena_printf(w->r.arena, "snippets/per_system/%s/%s", name, system_of(w)), 0644, &t);
}

/* ---- before the installation ---- */

/* Those that lead beyond the network of the interface: Cobbler's snippet adds them too, for the packages to
 * be reached. */
static void view_routes(struct view *v, const struct net *net)
{
	view_list(v, "routes");
	for (size_t i = 0; i < net->ifaces.n; i++) {
		const struct routes *routes = &net->ifaces.v[i]->common->routes;

		for (size_t k = 0; k < routes->n; k++) {
			const struct route *route = &routes->v[k];
			struct view *item;

			if (!has(&route->via))
				continue;
			item = view_item(v, "routes");
			view_word(item, "family", route->to.ip.family == 6 ? "-6" : "-4");
			view_ip_prefix(item, "to", &route->to.ip);
			view_ip(item, "via", &route->via.ip);
		}
	}
}

/* A NIC whose address is described: the installer may call it otherwise. */
static bool is_card(const struct iface *i)
{
	return i->kind == NIC && has(&i->nic->mac);
}

static void view_cards(struct view *v, const struct net *net)
{
	view_list(v, "cards");
	for (size_t i = 0; i < net->ifaces.n; i++) {
		const struct iface *nic = net->ifaces.v[i];
		struct view *item;

		if (!is_card(nic))
			continue;
		item = view_item(v, "cards");
		view_number(item, "n", (long)nic->place);
		view_word(item, "name", nic->name);
		view_mac(item, "mac", &nic->nic->mac.mac);
	}
}

/* The variable of the shell that holds the name of a card: --bondslaves=$card0,$card1. */
static const char *card_variable(struct arena *a, const struct iface *nic)
{
	return is_card(nic) ? arena_printf(a, "$card%zu", nic->place) : nic->name;
}

/* In %pre, in the root of the installer; `network_config` includes what it writes. The lines are in a
 * here-document of which only the variables are not meant as they stand: a name has no character that a
 * shell knows. */
static void add_pre(struct wrapping *w)
{
	struct view *v = host_view(&w->r);
	struct text t;

	text_init(&t, w->r.arena);
	view_routes(v, w->r.net);
	view_cards(v, w->r.net);
	if (!render_text(&w->r, "cobbler/pre", v, &t))
		return;
	text_add(&t, "cat > /tmp/pre_install_network_config << EOF\n");
	kickstart_network(w, card_variable, &t);
	text_add(&t, "EOF\n");
	add_snippet(w, "pre_install_network_config", &t);
}

/* ---- at its end ---- */

/* The interfaces that the host has ifcfg files for. */
static void view_files(struct view *v, const struct file_set *files)
{
	static const char ifcfg[] = "etc/sysconfig/network-scripts/ifcfg-";

	view_list(v, "files");
	for (size_t i = 0; i < files->n; i++)
		if (!strncmp(files->v[i].path, ifcfg, strlen(ifcfg)))
			view_word(view_item(v, "files"), "name", files->v[i].path + strlen(ifcfg));
}

/*
 * In the root of the installed system, and in the middle of a script that has more to do: in a subshell,
 * then, where it may exit. On Debian that script comes to the shell as its standard input, which nothing in
 * here is to read.
 */
static void add_post(struct wrapping *w, const char *name, const char *template, const struct view *v)
{
	struct text t;

	text_init(&t, w->r.arena);
	text_add(&t, "(\n");
	script_write(&w->r, spoils, &t);
	if (render_text(&w->r, template, v, &t))
		add_snippet(w, name, &t);
}

static void add_trigger(struct wrapping *w)
{
	struct text t;

	text_init(&t, w->r.arena);
	if (render_text(&w->r, "cobbler/trigger", view_new(w->r.arena), &t))
		bundle_add(w, TRIGGER, 0755, &t);
}

static void wrap(struct wrapping *w)
{
	struct view *v = host_view(&w->r);

	if (!system_ok(system_of(w))) {
		w->r.error = arena_printf(w->r.arena, "'%s' cannot be the name of a system of Cobbler",
					  system_of(w));
		return;
	}
	if (strcmp(w->r.os->target, "rhel") != 0) {
		add_post(w, "post_install_network_config_deb", "cobbler/post-debian", v);
	} else {
		view_files(v, w->r.files);
		add_pre(w);
		add_post(w, "post_install_network_config", "cobbler/post-rhel", v);
	}
	add_trigger(w);
}

static const char *const families[] = {"rhel", "debian", NULL};

const struct bundle bundle_cobbler = {
	.about = "what goes into /var/lib/cobbler: the snippets of the system, and a trigger, "
		 "`triggers/add/system/pre/bondwright`, that renders them when the system is edited, and "
		 "refuses that while its description is refused; for RHEL, CentOS and Debian.",
	.families = families,
	.only = "Cobbler installs others by AutoYaST, and its profiles take no script for the network",
	.several = true,
	.takes_system = true,
	.wrap = wrap,
};
