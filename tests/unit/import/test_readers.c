/* The readers, as the build finds them, and what follows from what they say of their files. */
#include "import/reading.h"

#include "base/word.h"
#include "targets/rhel/read.h"
#include "targets/suse/read.h"

static bool lists(const char *const *paths, const char *path)
{
	while (*paths && strcmp(*paths, path) != 0)
		paths++;
	return *paths;
}

static bool leads_to(const char *path)
{
	const char *const *l = readers_links(arena);

	while (*l && strncmp(path, *l, strlen(*l)) != 0)
		l++;
	return *l;
}

/* ---- the blocks ---- */

static void every_block_is_whole(void **state)
{
	size_t n = 0;

	(void)state;
	for (const struct reader *const *r = readers; *r; r++, n++) {
		assert_non_null((*r)->kinds[0]);
		assert_non_null((*r)->read);
		assert_int_equal(!(*r)->name, !(*r)->title);
		if ((*r)->name)
			assert_ptr_equal(reader_named((*r)->name), *r);
		for (const struct file_kind *const *k = (*r)->kinds; *k; k++) {
			assert_ptr_equal(reader_of(*k), *r);
			assert_non_null((*k)->name);
			if (!(*k)->names && !(*k)->shows && !(*k)->only_there)
				fail_msg("%s: nothing makes a file one", (*k)->name);
			if ((*k)->by_name && ((*k)->line || (*k)->shows))
				fail_msg("%s: content is not looked at", (*k)->name);
			if ((*k)->line && !(*k)->shows)
				fail_msg("%s: its lines count nowhere", (*k)->name);
		}
	}
	assert_ptr_equal(readers[n - 1], &reader_host);
	assert_true(n > 4);
}

/* Each release that is rendered is read, by one of them. */
static void each_release_has_its_reader(void **state)
{
	size_t n;
	const struct release *rows = release_rows(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_non_null(reader_for(&rows[i]));
		assert_true(reader_serves(reader_for(&rows[i]), &rows[i]));
		for (const struct reader *const *r = readers; *r; r++)
			if ((*r)->name && !(*r)->serves && *r != reader_for(&rows[i]))
				assert_false(reader_serves(*r, &rows[i]));
	}
}

static void families_are_told_as_a_list(void **state)
{
	const char *titles = readers_titles(arena);

	(void)state;
	assert_non_null(strstr(titles, "RHEL or SUSE"));
	assert_null(strstr(titles, "(null)"));
	assert_false(word_ends_in(titles, ", "));
}

/* ---- beneath a root ---- */

static void places_are_paths_below_the_root(void **state)
{
	static const char *const known[] = {"etc/network/interfaces",
					    "etc/sysconfig/network-scripts/",
					    "etc/sysconfig/network/",
					    "etc/xen/xend-config.sxp",
					    "etc/vz/vz.conf",
					    "etc/modprobe.d/",
					    "etc/sysconfig/static-routes"};

	(void)state;
	for (const char *const *p = readers_places(arena); *p; p++)
		assert_true(**p && **p != '/' && !strstr(*p, ".."));
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (!lists(readers_places(arena), known[i]))
			fail_msg("%s is not looked for", known[i]);
}

/* What a link may not lead to is shown to nobody: qemu.conf holds passwords. */
static void links_lead_to_configuration_only(void **state)
{
	static const char *const to[] = {"etc/almalinux-release",
					 "etc/rocky-release",
					 "usr/lib/os-release",
					 "run/systemd/resolve/stub-resolv.conf",
					 "etc/resolvconf/run/resolv.conf",
					 "etc/network/interfaces.d/br0",
					 "etc/sysconfig/networking/devices/ifcfg-eth0",
					 "etc/modprobe.conf.dist"};
	static const char *const not_to[] = {"etc/shadow",     "etc/libvirt/qemu.conf",
					     "etc/vz/vz.conf", "etc/ssl/private/key",
					     "etc/passwd",     "root/.ssh/id_rsa"};

	(void)state;
	for (size_t i = 0; i < sizeof(to) / sizeof(*to); i++)
		if (!leads_to(to[i]))
			fail_msg("no link leads to %s", to[i]);
	for (size_t i = 0; i < sizeof(not_to) / sizeof(*not_to); i++)
		if (leads_to(not_to[i]))
			fail_msg("a link leads to %s", not_to[i]);
	for (const char *const *l = readers_links(arena); *l; l++)
		assert_true(strchr(*l, '/') && strcmp(*l, "etc/") != 0);
}

/* ---- --from ---- */

static void from_takes_a_reader_a_release_or_both(void **state)
{
	static const struct {
		const char *text, *reader, *os;
	} good[] = {
		{"rhel", "rhel", NULL},
		{"rhel5.4", "rhel", "rhel5.4"},
		{"bookworm", "debian", "bookworm"},
		{"rhel:rhel5.4", "rhel", "rhel5.4"},
	};
	static const char *const bad[] = {
		"", ":", "rhel:", ":rhel5", "rhel:sles11", "nobody:rhel5", "rhel:rhel5:", "xend", "host"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct import_options o = {0};

		assert_true(import_from(arena, good[i].text, &o));
		assert_ptr_equal(o.reader, reader_named(good[i].reader));
		assert_int_equal(o.os != NULL, good[i].os != NULL);
		if (good[i].os)
			assert_string_equal(o.os_name, good[i].os);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (import_from(arena, bad[i], &(struct import_options){0}))
			fail_msg("'%s' is taken", bad[i]);
}

/* ---- names ---- */

static const struct file_kind *empty_file(const char *path)
{
	struct tree_file *file = arena_alloc(arena, sizeof(*file));
	struct read_file f;

	*file = (struct tree_file){.path = path, .source = source_of(arena, path, "", 0)};
	f = (struct read_file){.file = file, .s = file->source};
	import_sniff(arena, &f, NULL);
	return f.kind;
}

/* A directory says more than how a name begins, and that more than how it ends. */
static void of_several_names_the_most_exact_counts(void **state)
{
	(void)state;
	assert_ptr_equal(empty_file("ifcfg-a.rules"), &rhel_kind_ifcfg);
	assert_ptr_equal(empty_file("etc/sysconfig/network/ifcfg-a.link"), &suse_kind_ifcfg);
	assert_ptr_equal(empty_file("etc/sysconfig/network/routes"), &suse_kind_routes);
	assert_ptr_equal(empty_file("routes"), &suse_kind_routes);
	assert_null(empty_file("etc/iproute2/routes"));
	assert_ptr_equal(empty_file("etc/modprobe.d/interfaces.conf"), &kind_modprobe);
	assert_ptr_equal(empty_file("etc/modules"), &kind_modules);
	assert_null(empty_file("x/etc/modules"));
	assert_null(empty_file("etc/modprobe.d/README"));
}

/* ---- keys ---- */

static const struct file_kind *kind_of(const char *path, const char *text)
{
	struct tree_file *file = arena_alloc(arena, sizeof(*file));
	struct read_file f;

	*file = (struct tree_file){.path = path, .source = source_of(arena, path, text, strlen(text))};
	f = (struct read_file){.file = file, .s = file->source};
	import_sniff(arena, &f, NULL);
	return f.kind;
}

static void the_longest_key_is_weighed(void **state)
{
	(void)state;
	assert_ptr_equal(kind_of("ifcfg-eth0", "IPADDR=10.0.0.1\nPREFIXLEN=24\n"), &suse_kind_ifcfg);
	assert_ptr_equal(kind_of("ifcfg-eth0", "IPADDR=10.0.0.1\nPREFIX=24\n"), &rhel_kind_ifcfg);
	assert_ptr_equal(kind_of("r", "ADDRESS0=10.1.0.0\nNETMASK0=255.255.0.0\nGATEWAY0=10.0.0.1\n"),
			 &rhel_kind_route);
	assert_ptr_equal(kind_of("r", "DEVICE=eth0\nADDRESS0=10.1.0.0\nGATEWAY0=10.0.0.1\n"),
			 &rhel_kind_ifcfg);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(every_block_is_whole),
		TEST(each_release_has_its_reader),
		TEST(families_are_told_as_a_list),
		TEST(places_are_paths_below_the_root),
		TEST(links_lead_to_configuration_only),
		TEST(from_takes_a_reader_a_release_or_both),
		TEST(of_several_names_the_most_exact_counts),
		TEST(the_longest_key_is_weighed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
