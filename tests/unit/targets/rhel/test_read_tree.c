/* What a tree of files is: of one host or of two, which of them are left out, and what of them is nobody's.
 */
#include "targets/rhel/files.h"

/* is_ignored_file() of RHEL 7; before that, `ls ifcfg*` takes it. */
static void an_old_file(void **state)
{
	static const char files[] = NETWORK SCRIPT("eth0") IFCFG("eth1.old") "DEVICE=eth1\nONBOOT=yes\n";

	(void)state;
	read_host("rhel5.4", files);
	has_line("  - name: eth1\n");
	not_said("IMP007", "");
	read_host("rhel7.9", files);
	has_no("eth1");
	said("IMP007", "its name is that of a backup");
}

/* Two names of one path in the tree: hA/ifcfg-eth0 and hB/ifcfg-eth0. */
static void files_of_two_hosts(void **state)
{
	static const struct {
		const char *path, *a, *b;
	} two[] = {
		{"ifcfg-eth0", "DEVICE=eth0\nONBOOT=yes\n", "DEVICE=eth0\nONBOOT=no\n"},
		{"etc/sysconfig/network", "NETWORKING=yes\nHOSTNAME=a\n", "NETWORKING=yes\nHOSTNAME=b\n"},
		{"interfaces", "auto eth0\niface eth0 inet dhcp\n", "auto eth0\niface eth0 inet dhcp\n"},
	};
	struct import_options o = {.loss = ERROR};

	(void)state;
	for (size_t i = 0; i < sizeof(two) / sizeof(*two); i++) {
		struct tree *tree = tree_new(arena);

		findings_init(&findings, arena);
		tree_add_source(tree, two[i].path, source_of(arena, "hA/x", two[i].a, strlen(two[i].a)));
		tree_add_source(tree, two[i].path, source_of(arena, "hB/x", two[i].b, strlen(two[i].b)));
		assert_null(import_host(arena, tree, &o, &findings));
		assert_int_equal(findings.n, 1);
		said("IMP010", "files of two hosts");
		assert_string_equal(findings.v[0]->at.span.source->name, "hB/x");
	}
}

/* A file that was named twice, and backups of two places. */
static void files_that_come_again(void **state)
{
	struct import_options o = {.loss = ERROR};
	struct tree *tree = tree_new(arena);
	static const char eth0[] = "DEVICE=eth0\nONBOOT=yes\n";

	(void)state;
	findings_init(&findings, arena);
	for (int i = 0; i < 2; i++) {
		tree_add_source(tree, "ifcfg-eth0", source_of(arena, "h/ifcfg-eth0", eth0, strlen(eth0)));
		tree_add_source(tree, "ifcfg-eth0.bak",
				source_of(arena, i ? "h/a" : "h/b", eth0, strlen(eth0)));
	}
	assert_non_null(import_host(arena, tree, &o, &findings));
	not_said("IMP010", "");
	not_said("IMP004", "");
}

/* Every release file that is known by its name is looked for beneath a root. */
static void places_of_release_files(void **state)
{
	static const char *const names[] = {"redhat-release", "centos-release", "system-release",
					    "debian_version", "SuSE-release",   "os-release"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *path = arena_printf(arena, "etc/%s", names[i]);
		const char *const *place = readers_places(arena);

		while (*place && strcmp(*place, path) != 0)
			place++;
		if (!*place)
			fail_msg("%s is not looked for", path);
	}
}

/* Where a file tells the release, `show` and findings about it point there. */
static void the_place_of_the_release(void **state)
{
	static const char files[] =
		"==> etc/redhat-release <==\nCentOS release 6.5 (Final)\n\n" NETWORK SCRIPT("eth0");
	struct import_options o = {.loss = ERROR};
	struct tree *tree = tree_new(arena);
	const struct drafted *d;
	struct span at;

	(void)state;
	findings_init(&findings, arena);
	tree_add_bundle(tree, source_of(arena, "host", files, strlen(files)));
	d = import_host(arena, tree, &o, &findings);
	assert_non_null(d);
	at = locator_find(d->places, "os");
	assert_non_null(at.source);
	assert_string_equal(at.source->name, "host:etc/redhat-release");
	assert_true(locator_has(d->places, "host"));
}

#define MADE "Made by bondwright for vm1.example.com\n"

/* In routes and in the file of the host bondwright writes no comment of the description. */
static void comments_in_files_of_our_own(void **state)
{
	static const char numbered[] = "ADDRESS0=10.1.0.0\nNETMASK0=255.255.0.0\nGATEWAY0=10.0.0.1\n";
	const char *host = "==> etc/sysconfig/network <==\n# " MADE
			   "# rack 7\nNETWORKING=yes\nHOSTNAME=vm1.example.com\n";
	const char *eth0 = arena_printf(arena,
					IFCFG("eth0") "# eth0: NIC. " MADE "# uplink\nDEVICE=eth0\n" ROUTE(
						"eth0") "# routes. " MADE "# to the lab\n%s",
					numbered);
	const char *eth1 = IFCFG("eth1") "DEVICE=eth1\n" ROUTE("eth1") "# routes. " MADE "# to the store\n"
								       "10.2.0.0/16 via 10.0.0.2\n";
	const char *eth2 = arena_printf(
		arena, IFCFG("eth2") "DEVICE=eth2\n" ROUTE("eth2") "# routes. " MADE "# to the shop\n%s",
		numbered);

	(void)state;
	read_host("rhel6.10", arena_printf(arena, "%s%s%s%s", host, eth0, eth1, eth2));
	has_line("comment: uplink\n");
	has_line("  # to the lab\n");
	has_line("  # to the store\n");
	has_line("  # to the shop\n");
	has_line("# rack 7\n");
	has_no("comment: to");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_old_file),
		TEST(files_of_two_hosts),
		TEST(files_that_come_again),
		TEST(places_of_release_files),
		TEST(the_place_of_the_release),
		TEST(comments_in_files_of_our_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
