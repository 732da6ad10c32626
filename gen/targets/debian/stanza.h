/* A stanza of /etc/network/interfaces, on its way from the resolved host into the view. */
#ifndef TARGETS_DEBIAN_STANZA_H
#define TARGETS_DEBIAN_STANZA_H

#include <string.h>

#include "targets/debian/debian.h"

struct stanza {
	const struct iface *i;
	bool six; /* family inet6 */
	const char *method;
	bool first; /* of the interface: it carries what is not about addresses */
	bool last;  /* of its family: it carries what needs all addresses, and the resolver's lines */
	const struct ip *address;
	const struct ip **more; /* further addresses, where a family has one stanza only */
	size_t nmore;
	const struct value *gateway;     /* as an option; NULL: not here */
	const struct value *default_via; /* as an `up` line; NULL: not here */
};

/* Where the resolver's lines stand. */
struct resolver_place {
	const struct iface *i; /* NULL: nowhere */
	bool six;
};

struct build {
	struct render *r;
	const struct eni_caps *eni;
	struct view *file;
	uint64_t
		hooks; /* bit per enum bond_option: the hook of some release writes it, the template has it */
	struct resolver_place resolver;
};

static inline bool is_method(const struct stanza *s, const char *method)
{
	return !strcmp(s->method, method);
}

void debian_stanza_add(struct build *b, const struct stanza *s);

/* Everything about bonds, absent where `bond` is NULL. */
void debian_bond_add(struct build *b, struct view *v, const struct iface *bond);

#endif
