#include <string.h>
#include <strings.h>

#include "targets/cobbler/record.h"

static bool is_blended(const struct json *root)
{
	return json_member(root, "breed") || json_member(root, "os_version") ||
	       json_member(root, "distro_name");
}

/* ---- the system ---- */

static void name_host(struct cobbler_reading *x)
{
	const struct json *j = cobbler_scalar(x, NULL, json_member(x->root, "hostname"));

	if (!j)
		j = cobbler_scalar(x, NULL, json_member(x->root, "name"));
	if (j)
		draft_set(x->r->draft, &x->r->draft->host, "host", j->text, j->at);
}

/* main keeps them in a mapping. */
static void read_list(struct cobbler_reading *x, const char *name, const char *key)
{
	const struct json *j = json_member(x->root, name);
	struct cobbler_word *v;
	size_t n;

	if (!cobbler_is_set(j))
		j = json_member(json_member(x->root, "dns"), name);
	v = cobbler_words(x, NULL, j, &n);
	for (size_t k = 0; k < n; k++)
		draft_add(x->r->draft, &x->r->draft->dns, key, v[k].text, v[k].at);
}

static void read_ipv6(struct cobbler_reading *x)
{
	const struct json *autoconf = json_member(x->root, "ipv6_autoconfiguration");
	const struct json *device = cobbler_scalar(x, NULL, json_member(x->root, "ipv6_default_device"));

	if (cobbler_yes(x, NULL, autoconf))
		import_loss(x->r, NULL, autoconf->at,
			    "a description has no place for addresses that routers announce");
	if (device)
		import_loss(
			x->r, NULL, device->at,
			"ipv6_default_device has no place in a description: it has gateway6 of an interface");
}

/* ---- the release ---- */

/* "sles11sp4" of distro_signatures.json is a service pack of sles11. */
static const struct release *find_release(struct arena *a, const char *word, const char **name)
{
	const char *pack = strncmp(word, "sles", 4) ? NULL : strstr(word, "sp");

	return release_find(a, pack ? arena_strndup(a, word, (size_t)(pack - word)) : word, name);
}

/* The newest of a family. */
static const struct release *newest(struct arena *a, const char *target, const char **name)
{
	const struct release *rows, *found = NULL;
	size_t n;

	rows = release_rows(&n);
	for (size_t i = 0; i < n; i++)
		if (!strcmp(rows[i].target, target))
			found = &rows[i];
	*name = release_name(a, found, found->minor);
	return found;
}

static const char *family_of(const struct json *breed)
{
	if (breed && breed->text &&
	    (!strcasecmp(breed->text, "debian") || !strcasecmp(breed->text, "ubuntu")))
		return "debian";
	return breed && breed->text && !strcasecmp(breed->text, "suse") ? "suse" : "rhel";
}

/* With the record alone; read once, for the release and for what it says. */
static struct cobbler_reading *begin(struct reading *r)
{
	struct cobbler_reading *x = r->own;

	if (x)
		return x;
	r->own = x = arena_alloc(r->arena, sizeof(*x));
	x->r = r;
	x->root = cobbler_record(r);
	x->by_name = hash_new(r->arena);
	x->names = hash_new(r->arena);
	return x;
}

const char *cobbler_find_release(struct reading *r, struct span *at)
{
	const struct json *root = begin(r)->root, *told = json_member(root, "os_version");
	struct finding *f;
	const char *name;

	*at = (struct span){0};
	r->os = told && told->text ? find_release(r->arena, told->text, &name) : NULL;
	if (r->os) {
		*at = told->at;
		return name;
	}
	r->os = newest(r->arena, family_of(json_member(root, "breed")), &name);
	if (!root)
		return name;
	if (told && cobbler_is_set(told) && told->text)
		f = import_fault(r, &IMP008, NULL, told->at,
				 "no release that bondwright knows: '%s'; read as %s", told->text, name);
	else
		f = import_fault(r, &IMP008, NULL, (struct span){root->at.source, 0, 0},
				 "the record does not tell the release: read as %s", name);
	f->help = "--from cobbler:RELEASE, one that `bondwright releases` lists; blended data tell it";
	return name;
}

/* ---- all ---- */

void cobbler_read(struct reading *r)
{
	struct cobbler_reading *x = begin(r);

	if (!x->root) { /* then it is no fault that it tells no name */
		draft_set(r->draft, &r->draft->host, "host", "localhost", (struct span){0});
		return;
	}
	x->blended = is_blended(x->root);
	cobbler_collect(x);
	cobbler_find_kinds(x);
	for (size_t k = 0; k < x->n; k++)
		if (x->v[k]->o || x->v[k]->alias)
			cobbler_read_addresses(x, x->v[k]);
	for (size_t k = 0; k < x->n; k++)
		if (x->v[k]->o)
			cobbler_read_routes(x, x->v[k]);
	cobbler_read_gateway(x);
	name_host(x);
	read_list(x, "name_servers", "servers");
	read_list(x, "name_servers_search", "search");
	read_ipv6(x);
	cobbler_say_unknown(x);
	cobbler_pitfalls(x);
}
