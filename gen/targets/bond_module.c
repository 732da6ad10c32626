#include "targets/bond_module.h"

#include "model/bond_option.h"
#include "model/rows.h"

struct words {
	const char **v;
	size_t n;
};

static struct words words_of(const struct render *r, const struct iface *bond)
{
	const struct values *targets = &bond->bond->arp_ip_target;
	struct words w = {0};

	for (enum bond_option o = 0; o < BOND_OPTIONS; o++) {
		const struct value *v = bond_option_to_write(r->os, bond, o);

		if (v)
			arena_push(r->arena, w.v, w.n,
				   arena_printf(r->arena, "%s=%s", bond_option_name(o),
						bond_option_spelling(r->arena, r->os, o, v)));
		if (o == OPT_ARP_INTERVAL && targets->n)
			/* a list as module_param_array() takes it */
			arena_push(r->arena, w.v, w.n,
				   arena_printf(r->arena, "arp_ip_target=%s",
						values_join(r->arena, targets, ",")));
	}
	return w;
}

void bond_module_view(const struct render *r, const struct iface *bond, struct view *v)
{
	struct words w = words_of(r, bond);

	view_words(v, "parameters", w.v, w.n);
}
