/* What targets share: losses and their severity, templates of one's own. */
#include "targets/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ETH0 "nics: [{name: eth0}]\n"

/* ---- losses ---- */

static void allowed_losses_are_warnings(void **state)
{
	static const char yaml[] = ETH0 "announce: host\n"
					"bridges: [{name: br0, maxwait: 5}, {name: br1, maxwait: 0}]\n";
	struct render r = render_of("rhel6.10", yaml);

	(void)state;
	for (int allow = 0; allow < 2; allow++) {
		findings_init(&findings, arena);
		r.allow_loss = allow;
		find_losses(&r);
		assert_int_equal(findings.n, 3);
		assert_int_equal(find_loss("LOSS001", "bridges[0].maxwait")->severity,
				 allow ? WARNING : ERROR);
		assert_int_equal(find_loss("LOSS002", "announce")->severity, allow ? WARNING : ERROR);
		assert_int_equal(find_loss("LOSS003", "bridges[1].maxwait")->severity, INFO);
	}
}

/* ---- which files ---- */

static void no_other_files_are_owned(void **state)
{
	static const char *const whole[] = {"etc/sysconfig/network-scripts/ifcfg-bond0.256", "etc/network/interfaces",
					    "etc/sysconfig/network/ifcfg-eth-id-00:16:3e:00:00:01", "etc/resolv.conf"};
	static const char *const shared[] = {"etc/modprobe.conf", "etc/network/interfaces", "etc/xen/xend-config.sxp",
					     "etc/vz/conf/137.conf"};
	static const char *const neither[] = {
		"",
		"etc/passwd",
		"etc/sysconfig/network-scripts/ifup",
		"etc/sysconfig/network-scripts/ifcfg-eth0/x",
		"etc/sysconfig/network-scripts/../ifcfg-eth0",
		"etc/modprobe.d/other.conf",
		"etc/sysctl.d/99-sysctl.conf",
		"etc/systemd/network/80-other.link",
		"etc/udev/rules.d/71-other.rules",
		"var/lib/lxc/a/rootfs/config",
		"var/lib/bondwright/manifest",
	};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		assert_true(targets_own(whole[i], false));
		assert_true(targets_own(shared[i], true));
	}
	assert_false(targets_own("etc/modprobe.conf", false));
	assert_false(targets_own("etc/xen/vm1", false));
	assert_false(targets_own("etc/resolv.conf", true));
	for (size_t i = 0; i < sizeof(neither) / sizeof(*neither); i++) {
		assert_false(targets_own(neither[i], false));
		assert_false(targets_own(neither[i], true));
	}
}

/* ---- templates of one's own ---- */

static char dir[] = "/tmp/bondwright-XXXXXX";

static const char *below(const char *name)
{
	return arena_printf(arena, "%s/%s", dir, name);
}

static int begin_dir(void **state)
{
	strcpy(dir + sizeof(dir) - 7, "XXXXXX");
	begin(state);
	if (!mkdtemp(dir))
		return -1;
	return mkdir(below("rhel"), 0755);
}

static int end_dir(void **state)
{
	remove(below("rhel/network"));
	remove(below("rhel"));
	remove(dir);
	return end(state);
}

#define DIR_TEST(f) cmocka_unit_test_setup_teardown(f, begin_dir, end_dir)

/* What is wrong with the files of a host that are made with templates from `templates`; NULL: nothing. */
static const char *error_with(const char *templates)
{
	struct render r = render_of("rhel6.10", ETH0);

	r.templates = templates;
	targets_render(&r);
	return r.error;
}

static void write_template(const char *text, size_t len)
{
	FILE *f = fopen(below("rhel/network"), "w");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static void a_template_of_ones_own_goes_first(void **state)
{
	static const char text[] = "# mine, on {{host}}\nNETWORKING_IPV6={{networking_ipv6}}\n"
				   "VLAN={{vlan}}\nVLAN_NAME_TYPE={{vlan_name_type}}\n"
				   "HOSTNAME={{hostname}}\n";

	(void)state;
	write_template(text, sizeof(text) - 1);
	assert_null(error_with(dir));
	assert_string_equal(text_of("etc/sysconfig/network.fragment"), "# BEGIN bondwright\n# mine, on vm1.example.com\nHOSTNAME=vm1.example.com\n# END bondwright\n");
	assert_line(ifcfg("eth0"), "DEVICE=eth0"); /* the others are built in */
}

/* A directory is what even root cannot read as a file. */
static void one_that_cannot_be_read_is_an_error(void **state)
{
	(void)state;
	assert_int_equal(mkdir(below("rhel/network"), 0755), 0);
	assert_string_equal(error_with(dir),
			    arena_printf(arena, "%s: Is a directory", below("rhel/network")));
}

static void one_with_a_nul_is_an_error(void **state)
{
	static const char text[] = "# {{host}}\n\0NETWORKING=no\n";

	(void)state;
	write_template(text, sizeof(text) - 1);
	assert_string_equal(error_with(dir), arena_printf(arena, "%s: holds a NUL", below("rhel/network")));
}

static void a_directory_that_is_not_there_is_an_error(void **state)
{
	const char *typo = below("rehl");

	(void)state;
	assert_string_equal(error_with(typo),
			    arena_printf(arena, "%s/rhel/network: No such file or directory", typo));
}

static void every_release_has_a_target(void **state)
{
	size_t n;
	const struct release *rows = release_rows(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_non_null(target_for(&rows[i]));
		assert_string_equal(target_for(&rows[i])->name, rows[i].target);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(allowed_losses_are_warnings),
		DIR_TEST(a_template_of_ones_own_goes_first),
		DIR_TEST(one_that_cannot_be_read_is_an_error),
		DIR_TEST(one_with_a_nul_is_an_error),
		DIR_TEST(a_directory_that_is_not_there_is_an_error),
		TEST(no_other_files_are_owned),
		TEST(every_release_has_a_target),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
