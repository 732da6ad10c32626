#include "model/release.h"

#include <stdlib.h>
#include <string.h>

/* network-bridge of RELEASE-3.0.0 to 3.0.4, 3.1, 3.2, 3.3, stable-4.0 and stable-4.1; 4.4 has the last */
static const struct xen_release xens[] = {
	{"3.0", .default_xenbr = true, .netloop = true},
	{"3.1", .default_xenbr = true, .netloop = true},
	{"3.2", .netloop = false},
	{"3.3", .netloop = false},
	{"3.4", .keeps_slaves = true},
	{"4.0", .keeps_slaves = true},
	{"4.1", .keeps_slaves = true, .start_once = true},
	{"4.2", .keeps_slaves = true, .start_once = true},
	{"4.3", .keeps_slaves = true, .start_once = true},
	{"4.4", .keeps_slaves = true, .start_once = true},
};

const struct xen_release *xen_rows(size_t *n)
{
	*n = sizeof(xens) / sizeof(*xens);
	return xens;
}

const struct xen_release *xen_find(const char *version)
{
	for (size_t i = 0; i < sizeof(xens) / sizeof(*xens); i++)
		if (!strcmp(xens[i].version, version))
			return &xens[i];
	return NULL;
}

const char *release_name(struct arena *a, const struct release *r, int minor)
{
	return minor < 0 ? r->name : arena_printf(a, "%s.%d", r->name, minor);
}

const char *release_later(struct arena *a, const struct release *r, bool (*able)(const struct release *))
{
	size_t n;
	const struct release *rows = release_rows(&n);

	for (const struct release *later = r + 1; later < rows + n; later++)
		if (!strcmp(later->name, r->name) && able(later))
			return release_name(a, later, later->minor_from);
	return NULL;
}

/* The minor number in ".8"; -1 for an empty text, -2 for anything else. */
static int parse_minor(const char *s)
{
	if (!*s)
		return -1;
	if (*s != '.' || !s[1] || strlen(s) > 3 || s[1 + strspn(s + 1, "0123456789")] ||
	    (s[1] == '0' && s[2]))
		return -2;
	return atoi(s + 1);
}

const struct release *release_find(struct arena *a, const char *name, const char **canonical)
{
	size_t n;
	const struct release *releases = release_rows(&n), *newest = NULL;
	int minor = -1;

	if (!strncmp(name, "centos", 6))
		name = arena_printf(a, "rhel%s", name + 6);
	for (size_t i = 0; i < n; i++) {
		const struct release *r = &releases[i];
		size_t len = strlen(r->name);

		if (strncmp(name, r->name, len))
			continue;
		minor = parse_minor(name + len);
		if (minor == -1 || (minor >= 0 && minor >= r->minor_from && minor <= r->minor))
			newest = r; /* rows go from old to new */
	}
	if (newest && canonical)
		*canonical = release_name(a, newest, minor >= 0 ? minor : newest->minor);
	return newest;
}
