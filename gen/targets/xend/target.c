/*
 * xend: the network lines of xend-config.sxp, the script that makes several bridges, the options of netloop.
 *
 * xend splits network-script at single blanks and executes it without a shell, but its scripts `eval` each
 * VAR=VALUE among their arguments. Only typed values get there: names of interfaces, and numbers.
 */
#include <string.h>

#include "targets/host_files.h"
#include "targets/xend/xend.h"

#define WRAPPER "bondwright-network-bridge"
#define CONFIG  "etc/xen/xend-config.sxp"

static bool serves(const struct net *net)
{
	return net->xen != NULL;
}

/* ---- network-bridge's arguments ---- */

enum { WORDS = 4 };

/* netdev is always said: what the script takes if it is not is a matter of its version and of the routes. */
static size_t call_words(struct render *r, const struct call *c, const char *words[WORDS])
{
	const struct xen_release *xen = r->net->xen;
	const char *by_default =
		xen->default_xenbr ? arena_printf(r->arena, "xenbr%ld", c->vifnum) : c->netdev->name;
	size_t n = 0;

	words[n++] = arena_printf(r->arena, "netdev=%s", c->netdev->name);
	if (xen->netloop)
		words[n++] = arena_printf(r->arena, "vifnum=%ld", c->vifnum);
	if (strcmp(c->bridge->name, by_default) != 0)
		words[n++] = arena_printf(r->arena, "bridge=%s", c->bridge->name);
	return n;
}

static void render_wrapper(struct render *r, const struct calls *calls)
{
	struct view *v = host_view(r);
	const char *words[WORDS];

	for (size_t k = 0; k < calls->n; k++) {
		size_t n = call_words(r, &calls->v[k], words);

		view_words(view_item(v, "calls"), "arguments", words, n);
	}
	render_program(r, "xend/network-bridge", v, "etc/xen/scripts/" WRAPPER);
}

/* ---- xend-config.sxp ---- */

/* A script by its name alone, or, quoted in the file, with arguments. */
static void view_script(struct view *v, const char *alone, const char *quoted, const char *const *words,
			size_t n)
{
	view_word(v, alone, n == 1 ? words[0] : NULL);
	view_words(v, quoted, words, n > 1 ? n : 0);
}

static void view_network_script(struct render *r, struct view *v, const struct calls *calls)
{
	const char *words[1 + WORDS] = {NULL};
	size_t n = 1;

	if (!xend_in_charge(r->net)) {
		words[0] = "/bin/true"; /* os.path.join() leaves a path that is absolute as it is */
	} else if (calls->n == 1) {
		words[0] = "network-bridge";
		n += call_words(r, &calls->v[0], words + 1);
	} else {
		words[0] = WRAPPER;
		n = calls->n ? 1 : 0;
	}
	view_script(v, "network_script", "network_call", words, n);
}

/* vif-bridge attaches a guest that names no bridge to the first one that it finds: where that may be the
 * wrong one, the only one with guests is said. */
static void view_vif_script(struct render *r, struct view *v)
{
	const char *words[2] = {"vif-bridge"};
	const struct iface *only = NULL;
	size_t n = 0, guests = 0;

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];

		n += i->kind == BRIDGE;
		if (i->kind == BRIDGE && i->has_guests) {
			only = i;
			guests++;
		}
	}
	if (guests == 1 && (n > 1 || !xend_in_charge(r->net)))
		words[1] = arena_printf(r->arena, "bridge=%s", only->name);
	view_script(v, "vif_script", "vif_call", words, words[1] ? 2 : 1);
}

/* What was written about the bridges that no file of the distribution mentions. */
static void view_comments(struct render *r, struct view *v, const struct calls *calls)
{
	view_list(v, "comments");
	for (size_t k = 0; k < calls->n; k++) {
		const struct value *comment = &calls->v[k].bridge->common->comment;

		if (has(comment))
			view_comment(view_item(v, "comments"), "comment",
				     arena_printf(r->arena, "%s: %s", calls->v[k].bridge->name, comment->s));
	}
}

static void render_config(struct render *r)
{
	struct calls calls = xend_calls(r);
	struct view *v = host_view(r);

	view_comments(r, v, &calls);
	view_network_script(r, v, &calls);
	view_vif_script(r, v);
	/* of two settings xend takes the first: sxp.child_value() */
	render_file(r, "xend/xend-config.sxp", v,
		    (struct file){.path = CONFIG, .mode = 0644, .fragment = true, .place = AT_TOP});
	if (calls.n > 1)
		render_wrapper(r, &calls);
}

/* ---- netloop ---- */

static void render_netloop(struct render *r)
{
	const struct value *pairs = &r->net->host->xend.nloopbacks;
	struct view *v = host_view(r);

	if (!has(pairs) || !r->net->xen->netloop)
		return;
	view_number(v, "nloopbacks", pairs->n);
	render_modprobe(r, "xend/netloop", v, "netloop");
}

static void render(struct render *r)
{
	if (r->net->xend_bridges.n != XEND_NONE)
		render_config(r);
	render_netloop(r);
}

static const char *const owns[] = {"etc/xen/scripts/" WRAPPER, NULL}, *const shares[] = {CONFIG, NULL};

const struct target target_xend = {
	.name = "xend",
	.serves = serves,
	.limits = xend_limits,
	.render = render,
	.owns = owns,
	.shares = shares,
};
