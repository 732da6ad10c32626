#include "targets/bond_module.h"

#include "model/bond_option.h"
#include "model/rows.h"

struct words {
	const char **v;
	size_t n;
};

/* A number where the module once took nothing else: fail_over_mac has words since 2.6.26. */
static const char *spelling(const struct render *r, enum bond_option o, const struct value *v)
{
	return o == OPT_FAIL_OVER_MAC ? arena_printf(r->arena, "%ld", v->n) : bond_option_sysfs(r->arena, v);
}

/* A list as module_param_array() takes it. */
static const char *targets_text(const struct render *r, const struct values *targets)
{
	struct text t;

	text_init(&t, r->arena);
	for (size_t k = 0; k < targets->n; k++)
		text_addf(&t, "%s%s", k ? "," : "arp_ip_target=", targets->v[k].s);
	return t.s;
}

static struct words words_of(const struct render *r, const struct iface *bond)
{
	const struct values *targets = &bond->bond->arp_ip_target;
	struct words w = {0};

	for (enum bond_option o = 0; o < BOND_OPTIONS; o++) {
		const struct value *v = bond_option_to_write(r->os, bond, o);

		if (v)
			arena_push(r->arena, w.v, w.n,
				   arena_printf(r->arena, "%s=%s", bond_option_name(o), spelling(r, o, v)));
		if (o == OPT_ARP_INTERVAL && targets->n)
			arena_push(r->arena, w.v, w.n, targets_text(r, targets));
	}
	return w;
}

const char *bond_module_parameters(const struct render *r, const struct iface *bond)
{
	struct words w = words_of(r, bond);
	struct text t;

	text_init(&t, r->arena);
	for (size_t k = 0; k < w.n; k++)
		text_join(&t, " ", w.v[k]);
	return t.s;
}

void bond_module_view(const struct render *r, const struct iface *bond, struct view *v)
{
	struct words w = words_of(r, bond);

	view_words(v, "parameters", w.v, w.n);
}
