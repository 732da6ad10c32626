/* The release that a host runs, as its release files tell. */
#include <ctype.h>
#include <string.h>

#include "base/word.h"
#include "import/host_files.h"

struct told {
	const struct release *os;
	const char *canonical;
	const char *text; /* what the file says */
	struct span at;
};

/* "5.4" of "5.4 (Tikanga)", the second point and what follows left out; a release of RHEL without a minor is
 * the first: "release 5 (Tikanga)" is 5.0. */
static const char *version_of(struct arena *a, const char *s, bool *has_minor)
{
	size_t major = strspn(s, "0123456789"), minor = 0;

	if (s[major] == '.')
		minor = strspn(s + major + 1, "0123456789");
	*has_minor = minor > 0;
	return arena_strndup(a, s, minor ? major + 1 + minor : major);
}

/* Without a minor it is the first, "release 5 (Tikanga)", but for RHEL 4: "release 4 (Nahant Update 8)". */
static void find_rhel(struct arena *a, const char *number, struct told *t)
{
	bool has_minor;
	const char *version = version_of(a, number, &has_minor), *update = strstr(number, "Update ");

	if (!*version)
		return;
	if (!has_minor)
		t->os = release_find(
			a,
			arena_printf(a, "rhel%s.%s", version,
				     update ? version_of(a, update + strlen("Update "), &has_minor) : "0"),
			&t->canonical);
	if (!t->os)
		t->os = release_find(a, arena_printf(a, "rhel%s", version), &t->canonical);
	if (!t->os) /* a minor that came later */
		t->os = release_find(a, arena_printf(a, "rhel%.*s", (int)strcspn(version, "."), version),
				     &t->canonical);
}

/* "Red Hat Enterprise Linux Server release 5.4 (Tikanga)" */
static void read_redhat(struct arena *a, const char *text, struct told *t)
{
	static const char *const made_of_it[] = {
		"Red Hat Enterprise Linux",          "CentOS",    "Scientific Linux", "Oracle Linux",
		"Enterprise Linux Enterprise Linux", "AlmaLinux", "Rocky Linux"};
	const char *number = strstr(text, " release ");

	for (size_t i = 0; number && i < sizeof(made_of_it) / sizeof(*made_of_it); i++)
		if (strstr(text, made_of_it[i])) {
			find_rhel(a, number + strlen(" release "), t);
			return;
		}
}

/* "6.0.10", or "wheezy/sid" before the release: then what it was to become. */
static void read_debian(struct arena *a, const char *text, struct told *t)
{
	size_t n, major = strspn(text, "0123456789");
	const struct release *rows = release_rows(&n);
	const char *title = arena_printf(a, "Debian %.*s", (int)major, text);

	if (!major) {
		t->os = release_find(a, arena_strndup(a, text, strcspn(text, "/ ")), &t->canonical);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (!strncmp(rows[i].title, title, strlen(title)) &&
		    !isdigit((unsigned char)rows[i].title[strlen(title)]))
			t->os = release_find(a, rows[i].name, &t->canonical);
}

static void read_suse(struct arena *a, const char *text, struct told *t)
{
	static const char enterprise[] =
		"SUSE Linux Enterprise"; /* not "SUSE LINUX 10.1", which openSUSE was called */
	size_t n = strcspn(text, "0123456789"), digits = strspn(text + n, "0123456789");

	if (!strncmp(text, enterprise, strlen(enterprise)))
		t->os = release_find(a, arena_printf(a, "sles%.*s", (int)digits, text + n), &t->canonical);
}

/* The value of KEY in os-release(5): quotes are optional. */
static const char *value_of(struct arena *a, const struct source *s, const char *key)
{
	struct file_line line;

	for (unsigned n = 0; next_line(a, s, &n, &line);) {
		size_t k = strlen(key);
		const char *v = line.text + k + 1;

		if (strncmp(line.text, key, k) != 0 || line.text[k] != '=')
			continue;
		v += *v == '"' || *v == '\'';
		return arena_strndup(a, v, strcspn(v, "\"'"));
	}
	return "";
}

static void read_os_release(struct arena *a, const struct source *s, struct told *t)
{
	static const char *const rhel[] = {"rhel", "centos", "ol", "scientific", "almalinux", "rocky", NULL};
	const char *id = value_of(a, s, "ID"), *version = value_of(a, s, "VERSION_ID");

	if (word_pick(id, rhel) >= 0)
		t->os = release_find(a, arena_printf(a, "rhel%s", version), &t->canonical);
	else if (!strcmp(id, "debian"))
		read_debian(a, version, t);
	else if (!strcmp(id, "sles"))
		t->os = release_find(a, arena_printf(a, "sles%.*s", (int)strcspn(version, "."), version),
				     &t->canonical);
	t->text = value_of(a, s, "PRETTY_NAME");
}

static struct told read_release(struct arena *a, const struct read_file *f)
{
	const char *slash = strrchr(f->file->path, '/'), *base = slash ? slash + 1 : f->file->path;
	struct told t = {.text = ""};
	struct file_line line;
	unsigned n = 0;

	if (!strcmp(base, "os-release")) {
		t.at = (struct span){f->s, 0, 0};
		read_os_release(a, f->s, &t);
		return t;
	}
	if (!next_line(a, f->s, &n, &line))
		return t;
	t.text = line.text;
	t.at = line.at;
	if (!strcmp(base, "debian_version"))
		read_debian(a, t.text, &t);
	else if (!strcmp(base, "SuSE-release"))
		read_suse(a, t.text, &t);
	else
		read_redhat(a, t.text, &t);
	return t;
}

static bool is_os_release(const struct read_file *f)
{
	return word_ends_in(f->file->path, "os-release");
}

/*
 * os-release comes last: CentOS leaves the minor out of it. A derivative keeps the debian_version of what it
 * was made from and says what it is there alone.
 */
static bool belies(struct reading *r, const struct told *t)
{
	struct read_file *f;

	for (size_t at = 0; (f = reading_next(r, &kind_release, &at));) {
		const char *id = is_os_release(f) ? value_of(r->arena, f->s, "ID") : "";

		if (*id && !strcmp(t->os->target, "debian") && strcmp(id, "debian") != 0)
			return true;
	}
	return false;
}

const struct release *import_release(struct reading *r, const char **canonical, struct span *at)
{
	struct told best = {0}, unknown = {0};
	struct read_file *f;

	for (int late = 0; late < 2; late++)
		for (size_t next = 0; (f = reading_next(r, &kind_release, &next));) {
			struct told t;

			if (is_os_release(f) != (late == 1))
				continue;
			t = read_release(r->arena, f);
			if (!t.os || belies(r, &t))
				unknown = t;
			else if (!best.os ||
				 (!reader_serves(r->reader, best.os) && reader_serves(r->reader, t.os)))
				best = t;
		}
	if (!best.os && unknown.at.source)
		import_fault(r, &IMP008, NULL, unknown.at, "no release that bondwright knows: '%s'",
			     unknown.text);
	if (best.os) {
		*canonical = best.canonical;
		*at = best.at;
	}
	return best.os;
}
