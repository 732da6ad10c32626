#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>
#include <cmocka.h>

#include "source/hosttree.h"

static void paths_are_in_natural_order(void **state)
{
	static const char *const order[] = {
		"etc/a",
		"etc/ifcfg-bond0",
		"etc/ifcfg-bond0.2",
		"etc/ifcfg-bond0.10",
		"etc/ifcfg-eth1",
		"etc/ifcfg-eth01",
		"etc/ifcfg-eth2",
		"etc/ifcfg-eth10",
		"etc/ifcfg-eth99999999999999999999998",
		"etc/ifcfg-eth99999999999999999999999",
		"etc/ifcfg-lo",
		"etc/interfaces",
		"etc/interfaces.d/a",
	};
	enum { N = sizeof(order) / sizeof(*order) };
	struct place *p = *state;

	for (size_t i = 0; i < N; i++)
		tree_add_source(p->t, order[(i * 7) % N], source_of(p->a, "x", "", 0));
	assert_int_equal(p->t->n, N);
	for (size_t i = 0; i < N; i++) {
		/* equal as numbers, then bytewise: 0 is in front of 1 */
		size_t want = i == 4 ? 5 : i == 5 ? 4 : i;

		assert_string_equal(p->t->v[i]->path, order[want]);
		assert_ptr_equal(tree_find(p->t, order[want]), p->t->v[i]);
	}
	assert_null(tree_find(p->t, "etc/ifcfg-eth3"));
	assert_null(tree_find(p->t, "etc/ifcfg-eth001"));
}

/* What links and patterns may lead to: as the readers have it. */
static const char *const links[] = {"etc/hostname",    "etc/modprobe.d/",   "etc/network/",
				    "etc/redhat-release", "etc/centos-release", "etc/rocky-release",
				    "etc/almalinux-release", "etc/sysconfig/",  "etc/sysctl",
				    "etc/systemd/network/", "etc/udev/", "etc/xen/", NULL};

/* ---- beneath a root ---- */

static void places_are_read_beneath_the_root(void **state)
{
	struct place *p = *state;

	make(p, "etc/network/interfaces", "auto lo\n");
	make(p, "etc/sysconfig/network-scripts/ifcfg-eth10", "b");
	make(p, "etc/sysconfig/network-scripts/ifcfg-eth2", "a");
	make(p, "etc/sysconfig/network-scripts/.ifcfg-eth0.new", "hidden");
	make(p, "etc/sysconfig/network-scripts/below/ifcfg-eth3", "below");
	make(p, "etc/empty", "");
	assert_int_equal(tree_root(p->t, p->dir, links), 0);
	tree_add_place(p->t, "etc/sysconfig/network-scripts/");
	tree_add_place(p->t, "etc/sysconfig/network-scripts"); /* a directory where a file was meant */
	tree_add_place(p->t, "etc/network/interfaces");
	tree_add_place(p->t, "etc/network/interfaces"); /* read once */
	tree_add_place(p->t, "etc/network/interfaces/");
	tree_add_place(p->t, "etc/network/interfaces/x");
	tree_add_place(p->t, "etc/gone");
	tree_add_place(p->t, "etc/gone/");
	tree_add_place(p->t, "etc/empty");
	assert_int_equal(p->t->n, 4);
	holds(p, "etc/network/interfaces", "auto lo\n");
	holds(p, "etc/sysconfig/network-scripts/ifcfg-eth2", "a");
	holds(p, "etc/empty", "");
	assert_string_equal(p->t->v[2]->path, "etc/sysconfig/network-scripts/ifcfg-eth2");
	assert_string_equal(p->t->v[1]->source->name, in(p, "etc/network/interfaces"));
}

static void a_root_must_be_a_directory(void **state)
{
	struct place *p = *state;

	make(p, "file", "");
	assert_int_equal(tree_root(p->t, in(p, "gone"), links), -ENOENT);
	assert_null(p->t->root);
	assert_int_equal(tree_root(p->t, in(p, "file"), links), -ENOTDIR);
	assert_int_equal(tree_root(p->t, arena_printf(p->a, "%s///", p->dir), links), 0);
	assert_string_equal(p->t->root, p->dir);
	assert_int_equal(tree_root(p->t, "/", links), 0);
	tree_add_place(p->t, "etc/hostname");
	if (p->t->n)
		assert_string_equal(p->t->v[0]->source->name, "/etc/hostname");
}

static void links_lead_to_configuration_only(void **state)
{
	struct place *p = *state;

	make(p, "../secret", "outside\n");
	make(p, "secret", "inside\n");
	make(p, "etc/shadow", "root:hash\n");
	make(p, "etc/sysconfig/networking/devices/ifcfg-eth0", "good\n");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth0", "../networking/devices/ifcfg-eth0");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth1",
		  "/etc/sysconfig/networking/devices/ifcfg-eth0");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth2", "/etc/shadow");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth3", "../../shadow");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth4", "../../../../../../secret");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth5", "ifcfg-eth5");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth6", "gone");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth7", "ifcfg-eth3");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth8", "../../sysconfig/../shadow");
	make_link(p, "etc/sysconfig/network-scripts/ifcfg-eth9", "/dev/null");
	assert_int_equal(tree_root(p->t, p->dir, links), 0);
	tree_add_place(p->t, "etc/sysconfig/network-scripts/");
	assert_int_equal(p->t->n, 10);
	holds(p, "etc/sysconfig/network-scripts/ifcfg-eth0", "good\n");
	holds(p, "etc/sysconfig/network-scripts/ifcfg-eth1", "good\n");
	troubled(p, "etc/sysconfig/network-scripts/ifcfg-eth2", "a link to etc/shadow,");
	troubled(p, "etc/sysconfig/network-scripts/ifcfg-eth3", "a link to etc/shadow,");
	troubled(p, "etc/sysconfig/network-scripts/ifcfg-eth4", "a link to secret,");
	troubled(p, "etc/sysconfig/network-scripts/ifcfg-eth5", "Too many levels");
	troubled(p, "etc/sysconfig/network-scripts/ifcfg-eth6", "link to nothing");
	troubled(p, "etc/sysconfig/network-scripts/ifcfg-eth7", "a link to etc/shadow,");
	troubled(p, "etc/sysconfig/network-scripts/ifcfg-eth8", "a link to etc/shadow,");
	holds(p, "etc/sysconfig/network-scripts/ifcfg-eth9", ""); /* there is no dev/null here */
}

/* redhat-release and system-release are links to the release's own name on what is made of RHEL. */
static void the_release_can_be_a_link(void **state)
{
	static const char *const names[] = {"centos-release", "rocky-release", "almalinux-release"};
	struct place *p = *state;

	assert_int_equal(tree_root(p->t, p->dir, links), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *link = arena_printf(p->a, "etc/redhat-release%zu", i);

		make(p, arena_printf(p->a, "etc/%s", names[i]), "release 8.10\n");
		make_link(p, link, names[i]);
		tree_add_place(p->t, link);
		holds(p, link, "release 8.10\n");
	}
}

static void a_directory_can_be_a_link(void **state)
{
	struct place *p = *state;

	make(p, "etc/sysconfig/ns/ifcfg-eth0", "good\n");
	make(p, "etc/ssl/private/key", "secret\n");
	make_link(p, "etc/sysconfig/network-scripts", "/etc/sysconfig/ns");
	make_link(p, "etc/modprobe.d", "ssl/private");
	make_link(p, "etc/sysctl.d", "nothing");
	assert_int_equal(tree_root(p->t, p->dir, links), 0);
	tree_add_place(p->t, "etc/sysconfig/network-scripts/");
	tree_add_place(p->t, "etc/modprobe.d/");
	tree_add_place(p->t, "etc/modprobe.d/key");
	tree_add_place(p->t, "etc/sysctl.d/");
	assert_int_equal(p->t->n, 4);
	holds(p, "etc/sysconfig/network-scripts/ifcfg-eth0", "good\n");
	troubled(p, "etc/sysctl.d", "a link to nothing");
	troubled(p, "etc/modprobe.d", "a link to a directory");
	troubled(p, "etc/modprobe.d/key", "a link to etc/ssl/private/key,");
}

static void what_is_no_file_is_not_read(void **state)
{
	struct place *p = *state;
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	make(p, "etc/xen/x", "");
	assert_int_equal(mkfifo(in(p, "etc/xen/fifo"), 0644), 0); /* nobody writes: it must not wait */
	strcpy(at.sun_path, in(p, "etc/xen/socket"));
	assert_int_equal(bind(s, (struct sockaddr *)&at, sizeof(at)), 0);
	close(s);
	assert_int_equal(tree_root(p->t, p->dir, links), 0);
	tree_add_place(p->t, "etc/xen/");
	troubled(p, "etc/xen/fifo", "it is a FIFO");
	troubled(p, "etc/xen/socket", "it is a socket");
	assert_int_equal(tree_add(p->t, in(p, "etc/xen/fifo")), 0);
	if (!mknod(in(p, "etc/xen/zero"), S_IFCHR | 0644, makedev(1, 5))) {
		tree_add_place(p->t, "etc/xen/zero");
		troubled(p, "etc/xen/zero", "it is a device");
	}
}

static void what_cannot_be_read_is_said(void **state)
{
	struct place *p = *state;
	char *big = arena_alloc(p->a, SOURCE_MAX + 2);

	memset(big, '#', SOURCE_MAX);
	make(p, "etc/network/just", big);
	big[SOURCE_MAX] = '#';
	make(p, "etc/network/large", big);
	make(p, "etc/network/mine", "");
	make(p, "etc/network/closed/x", "");
	chmod(in(p, "etc/network/mine"), 0);
	chmod(in(p, "etc/network/closed"), 0);
	if (!geteuid()) /* to root, nothing is closed */
		assert_int_equal(seteuid(65534), 0);
	chmod(p->dir, 0755);
	assert_int_equal(tree_root(p->t, p->dir, links), 0);
	tree_add_place(p->t, "etc/network/");
	tree_add_place(p->t, "etc/network/closed/");
	if (!getuid())
		assert_int_equal(seteuid(0), 0);
	chmod(in(p, "etc/network/closed"), 0755);
	assert_int_equal(tree_find(p->t, "etc/network/just")->source->len, SOURCE_MAX);
	troubled(p, "etc/network/large", "it is larger than 1 MB");
	troubled(p, "etc/network/mine", "Permission denied");
	troubled(p, "etc/network/closed", "Permission denied");
}

static void there_is_an_end_to_what_is_read(void **state)
{
	struct place *p = *state;
	const struct source *s = source_of(p->a, "x", "text", 4);

	for (int i = 0; i < 10010; i++)
		tree_add_source(p->t, arena_printf(p->a, "%d", i), s);
	assert_int_equal(p->t->n, 10001);
	holds(p, "9999", "text");
	troubled(p, "10000", "more than 10,000 files");
	make(p, "x", "");
	assert_int_equal(tree_add(p->t, in(p, "x")), -E2BIG);
}

static void there_is_an_end_to_bytes(void **state)
{
	struct place *p = *state;
	const struct source *s = source_of(p->a, "x", arena_alloc(p->a, SOURCE_MAX + 1), SOURCE_MAX);

	for (int i = 0; i < 65; i++)
		tree_add_source(p->t, arena_printf(p->a, "%d", i), s);
	assert_null(tree_find(p->t, "63")->trouble);
	troubled(p, "64", "64 MB");
	tree_add_source(p->t, "small", source_of(p->a, "x", "", 0));
	holds(p, "small", "");
}

/* ---- named ---- */

static void named_files_show_where_they_belong(void **state)
{
	static const char *const cases[][2] = {
		{"web1/etc/network/interfaces", "etc/network/interfaces"},
		{"etc/etc/hostname", "etc/hostname"},
		{"saved/interfaces", "interfaces"},
		{"etcetera/x.etc", "x.etc"},
		{"out/etc/modprobe.conf.fragment", "etc/modprobe.conf"},
		{"out/.fragment", ".fragment"},
	};
	struct place *p = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *path = in(p, cases[i][0]);

		make(p, cases[i][0], "text");
		p->t = tree_new(p->a);
		assert_int_equal(tree_add(p->t, path), 0);
		assert_int_equal(tree_add(p->t, path), 0); /* the same once more */
		assert_int_equal(p->t->n, 1);
		holds(p, cases[i][1], "text");
		assert_string_equal(p->t->v[0]->source->name, path);
	}
	assert_int_equal(tree_add(p->t, in(p, "gone")), -ENOENT);
}

static void files_of_one_path_both_stay(void **state)
{
	struct place *p = *state;

	make(p, "a/etc/hostname", "a");
	make(p, "b/etc/hostname", "b");
	assert_int_equal(tree_add(p->t, in(p, "b/etc/hostname")), 0);
	assert_int_equal(tree_add(p->t, in(p, "a/etc/hostname")), 0);
	assert_int_equal(p->t->n, 2);
	holds(p, "etc/hostname", "b"); /* the first that was named */
}

static void a_named_link_is_followed(void **state)
{
	struct place *p = *state;

	make(p, "host/real", "text");
	make_link(p, "link", "host/real");
	make_link(p, "dir", "host");
	assert_int_equal(tree_add(p->t, in(p, "link")), 0);
	holds(p, "link", "text");
	assert_int_equal(tree_add(p->t, in(p, "dir")), 0);
	holds(p, "real", "text");
}

static void directories_are_read_four_deep(void **state)
{
	struct place *p = *state;

	make(p, "host/ifcfg-eth0", "0");
	make(p, "host/a/ifcfg-eth1", "1");
	make(p, "host/a/b/ifcfg-eth2", "2");
	make(p, "host/a/b/c/ifcfg-eth3", "3");
	make(p, "host/a/b/c/d/e/ifcfg-eth4", "4");
	make(p, "host/.git/config", "hidden");
	make(p, "host/a/.swp", "hidden");
	make(p, "host/etc/hostname", "h");
	make(p, "secret", "outside");
	make_link(p, "host/loop", ".");
	make_link(p, "host/a/up", "..");
	make_link(p, "host/ifcfg-in", "a/ifcfg-eth1");
	make_link(p, "host/ifcfg-out", "../secret");
	make_link(p, "host/ifcfg-abs", "/a/ifcfg-eth1");
	make_link(p, "host/out", "../../..");
	assert_int_equal(mkfifo(in(p, "host/a/fifo"), 0600), 0);
	assert_int_equal(tree_add(p->t, arena_printf(p->a, "%s/", in(p, "host"))), 0);
	holds(p, "ifcfg-eth0", "0");
	holds(p, "a/ifcfg-eth1", "1");
	holds(p, "a/b/ifcfg-eth2", "2");
	holds(p, "a/b/c/ifcfg-eth3", "3");
	holds(p, "etc/hostname", "h");
	holds(p, "ifcfg-in", "1");
	troubled(p, "ifcfg-out", "leads out of the directory");
	troubled(p, "ifcfg-abs", "leads out of the directory");
	troubled(p, "out", "leads out of the directory");
	troubled(p, "a/fifo", "it is a FIFO");
	assert_int_equal(p->t->n, 10);
	assert_string_equal(tree_find(p->t, "a/ifcfg-eth1")->source->name, in(p, "host/a/ifcfg-eth1"));
}

/* ---- patterns ---- */

static void patterns_find_what_lies_beneath_the_root(void **state)
{
	struct place *p = *state;
	const struct tree_file *from;

	make(p, "etc/network/interfaces", "");
	make(p, "etc/network/interfaces.d/eth10.cfg", "");
	make(p, "etc/network/interfaces.d/eth2.cfg", "");
	make(p, "etc/network/interfaces.d/.eth3.cfg", "");
	make(p, "etc/network/interfaces.d/old", "");
	make(p, "etc/network/interfaces.d/dir/x.cfg", "");
	make(p, "etc/shadow", "");
	make(p, "srv/x.cfg", "");
	make_link(p, "etc/network/interfaces.d/shadow.cfg", "../../shadow");
	make_link(p, "etc/network/all", "../..");
	assert_int_equal(tree_root(p->t, p->dir, links), 0);
	tree_add_place(p->t, "etc/network/interfaces");
	from = tree_find(p->t, "etc/network/interfaces");
	finds(p, from, "/etc/network/interfaces.d/eth*.cfg",
	      "etc/network/interfaces.d/eth2.cfg etc/network/interfaces.d/eth10.cfg", false);
	finds(p, from, "interfaces.d/eth?.cfg", "etc/network/interfaces.d/eth2.cfg", false);
	finds(p, from, "./interfaces.d//../interfaces.d/eth[2]*", "etc/network/interfaces.d/eth2.cfg", false);
	finds(p, from, "/*/network/*.d/o\\ld", "etc/network/interfaces.d/old", false);
	finds(p, from, "*.d/dir/*", "etc/network/interfaces.d/dir/x.cfg", false);
	finds(p, from, "interfaces.d/.eth3.cfg", "etc/network/interfaces.d/.eth3.cfg", false);
	finds(p, from, "gone", "", false);
	finds(p, from, "gone/*", "", false);
	finds(p, from, "interfaces.d/old/*", "", false);
	finds(p, from, "", "", false);
	assert_int_equal(p->t->n, 6);
	finds(p, from, "/etc/shadow", "", true);
	finds(p, from, "../shadow", "", true);
	finds(p, from, "../../../../srv/x.cfg", "", true);
	finds(p, from, "/srv/*.cfg", "", true);
	finds(p, from, "all/srv/*.cfg", "", true);
	assert_int_equal(p->t->n, 6);
	finds(p, from, "all/*/shadow", "etc/network/all/etc/shadow", false);
	troubled(p, "etc/network/all/etc/shadow", "a link to etc/shadow,");
	finds(p, from, "interfaces.d/shadow.cfg", "etc/network/interfaces.d/shadow.cfg", false);
	troubled(p, "etc/network/interfaces.d/shadow.cfg", "a link to etc/shadow,");
	finds(p, from, "interfaces.d", "etc/network/interfaces.d", false);
	troubled(p, "etc/network/interfaces.d", "it is a directory");
	finds(p, from, "/etc", "etc", false);
	troubled(p, "etc", "it is a directory");
	finds(p, from, "/", "", false);
}

static void a_link_cannot_make_a_pattern_read_all(void **state)
{
	struct place *p = *state;

	make(p, "etc/network/interfaces", "");
	make_link(p, "etc/network/self", ".");
	assert_int_equal(tree_root(p->t, p->dir, links), 0);
	tree_add_place(p->t, "etc/network/interfaces");
	finds(p, p->t->v[0], "self/self/interfaces", "etc/network/self/self/interfaces", false);
	finds(p, p->t->v[0], arena_printf(p->a, "%0*d", 5000, 0), "", true);
	for (int i = 0; i < 30; i++) /* each of them again and again by way of the others */
		make_link(p, arena_printf(p->a, "etc/network/d%d/up", i), "..");
	finds(p, p->t->v[0], "*/*/no", "", false);
	finds(p, p->t->v[0], "*/*/*/*/*/*/no", "", true);
}

static void patterns_count_among_what_was_given(void **state)
{
	static const char *const given[] = {"interfaces",      "interfaces.d/a",      "interfaces.d/b.cfg",
					    "w[1]/interfaces", "w[1]/interfaces.d/c", "w1/interfaces.d/d"};
	struct place *p = *state;
	const struct tree_file *from, *below;

	for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++)
		tree_add_source(p->t, given[i], source_of(p->a, "x", "", 0));
	from = tree_find(p->t, "interfaces");
	below = tree_find(p->t, "interfaces.d/a");
	finds(p, from, "/etc/network/interfaces.d/*", "interfaces.d/a interfaces.d/b.cfg", false);
	finds(p, from, "interfaces.d/*.cfg", "interfaces.d/b.cfg", false);
	finds(p, from, "*", "interfaces", false);
	finds(p, from, "/etc/network/interfaces", "interfaces", false);
	finds(p, from, "/interfaces", "interfaces", false);
	finds(p, below, "/etc/network/interfaces.d/b*", "interfaces.d/b.cfg", false);
	finds(p, below, "b*", "interfaces.d/b.cfg", false);
	from = tree_find(p->t, "w[1]/interfaces");
	finds(p, from, "interfaces.d/*", "w[1]/interfaces.d/c", false);
	finds(p, from, "/etc/network/interfaces.d/*", "w[1]/interfaces.d/c", false);
	tree_add_source(p->t, "etc/network/interfaces", source_of(p->a, "x", "", 0));
	tree_add_source(p->t, "etc/network/interfaces.d/e", source_of(p->a, "x", "", 0));
	from = tree_find(p->t, "etc/network/interfaces");
	finds(p, from, "/etc/network/interfaces.d/*", "etc/network/interfaces.d/e", false);
	finds(p, from, "interfaces.d/*", "etc/network/interfaces.d/e", false);
	finds(p, from, "/etc/passwd", "", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(paths_are_in_natural_order),
		TEST(places_are_read_beneath_the_root),
		TEST(a_root_must_be_a_directory),
		TEST(links_lead_to_configuration_only),
		TEST(the_release_can_be_a_link),
		TEST(a_directory_can_be_a_link),
		TEST(what_is_no_file_is_not_read),
		TEST(what_cannot_be_read_is_said),
		TEST(there_is_an_end_to_what_is_read),
		TEST(there_is_an_end_to_bytes),
		TEST(named_files_show_where_they_belong),
		TEST(files_of_one_path_both_stay),
		TEST(a_named_link_is_followed),
		TEST(directories_are_read_four_deep),
		TEST(patterns_find_what_lies_beneath_the_root),
		TEST(a_link_cannot_make_a_pattern_read_all),
		TEST(patterns_count_among_what_was_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
