/* etc/sysconfig/network/config, which ifup reads in front of each ifcfg file, and netconfig. */
#include <string.h>

#include "targets/suse/read.h"

static const struct assignment *config_get(struct hash *index, const char *key)
{
	const struct assignment *a = hash_get(index, key);

	return a && *a->value && !a->shell ? a : NULL;
}

static void add_words(struct suse_reading *s, const struct assignment *a, const char *key)
{
	struct draft *d = s->r->draft;
	const char *word;
	struct span span;

	for (size_t at = 0; a && (word = suse_word(s, a, &at, &span));)
		draft_add(d, &d->dns, key, word, span);
}

/* netconfig(8): auto and any policy that names STATIC takes them, an empty one leaves resolv.conf alone. */
static bool takes_static(struct hash *index)
{
	const struct assignment *a = hash_get(index, "NETCONFIG_DNS_POLICY");

	return !a || a->shell || !strcmp(a->value, "auto") || strstr(a->value, "STATIC");
}

static void read_dns(struct suse_reading *s, struct hash *index)
{
	const struct assignment *servers = config_get(index, "NETCONFIG_DNS_STATIC_SERVERS");
	const struct assignment *search = config_get(index, "NETCONFIG_DNS_STATIC_SEARCHLIST");
	const char *why = !s->caps->netconfig    ? "this release has no netconfig, and resolv.conf counts"
			  : !takes_static(index) ? "NETCONFIG_DNS_POLICY does not take it"
						 : NULL;

	if (why && servers)
		suse_idle(s, NULL, servers, "%s", why);
	if (why && search)
		suse_idle(s, NULL, search, "%s", why);
	if (why)
		return;
	add_words(s, servers, "servers");
	add_words(s, search, "search");
}

static void check_config(struct suse_reading *s, const struct assignment *a)
{
	const struct suse_key *k = suse_config_key(a->key);

	suse_check_shell(s, a, k, NULL);
	if (a->shell || suse_says_nothing(k, a->value) || (k && k->use == KEY_READ))
		return;
	if (k)
		import_loss(s->r, NULL, a->at, "%s has no place in a description: %s", a->key, k->what);
	else /* ifup reads this file in front of each ifcfg file */
		import_loss(s->r, NULL, a->at, "%s is not known in this file, and is not read", a->key);
}

void suse_read_config(struct suse_reading *s)
{
	struct read_file *file;

	for (size_t at = 0; (file = reading_next(s->r, &suse_kind_config, &at));) {
		struct assignments all = assign_read(s->r, file->s);
		struct hash *index = assign_index(s->r, &all, NULL);

		for (size_t i = 0; i < all.n; i++)
			if (hash_get(index, all.v[i].key) == &all.v[i])
				check_config(s, &all.v[i]);
		read_dns(s, index);
	}
}
