/* GUEST013: which pairs of release and technology are impossible. */
#include "model/release.h"
#include "rules/look.h"

#define NICS "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0]}]\n"

static void pairs(void **state)
{
	static const struct {
		const char *os, *impossible; /* of xen kvm lxc openvz */
	} cases[] = {
		/* Linux 2.6.9: no KVM; network namespaces came with 2.6.24, and with sysfs in 2.6.29 */
		{"rhel4", "kvm lxc"},
		{"rhel5.0", "lxc"},
		{"rhel5.11", "lxc"},
		{"etch", "lxc"},
		{"lenny", "lxc"},
		{"sles10", "lxc"},
		/* LXC from EPEL, Xen from Xen4CentOS */
		{"rhel6.0", ""},
		{"rhel6", ""},
		{"centos6.4", ""},
		{"rhel7.0", ""},
		{"rhel7", ""},
		{"squeeze", ""},
		{"wheezy", ""},
		{"sles11", ""},
		/* the last kernels of OpenVZ are 2.6.32 and that of Red Hat Enterprise Linux 7 */
		{"rhel8", "openvz"},
		{"jessie", "openvz"},
		{"stretch", "openvz"},
		{"buster", "openvz"},
		{"bullseye", "openvz"},
		{"bookworm", "openvz"},
		{"sles12", "openvz"},
	};
	static const char *const technologies[] = {"xen", "kvm", "lxc", "openvz"};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (size_t k = 0; k < 4; k++) {
			int expected = strstr(cases[i].impossible, technologies[k]) ? ERROR : -1;

			if (severity(*state, cases[i].os, technologies[k], NICS, "GUEST013") != expected)
				fail_msg("%s on %s", technologies[k], cases[i].os);
		}
}

/* Whoever adds a release says what runs on it. */
static void something_runs_on_each(void **state)
{
	size_t n;
	const struct release *rows = release_rows(&n);

	for (size_t i = 0; i < n; i++) {
		const char *os = release_name(*state, &rows[i], rows[i].minor);

		if (!rows[i].technologies || rows[i].technologies & 1u << VIRT_NONE)
			fail_msg("%s", os);
		assert_int_equal(severity(*state, os, "none", NICS, "GUEST013"), -1);
	}
}

static void the_help_names_what_runs(void **state)
{
	struct findings f = judge(*state, host_of(*state, "rhel4", "kvm", NICS));
	const struct finding *kvm = find(&f, "GUEST013");

	assert_non_null(kvm);
	assert_string_equal(kvm->message, "kvm cannot run guests on Red Hat Enterprise Linux 4");
	assert_help(&f, "GUEST013", "virtualization: xen        or openvz");
	assert_at(&f, "GUEST013", "kvm");
	assert_string_equal(at(&f, &kvm->notes->at), "rhel4");
	f = judge(*state, host_of(*state, "bookworm", "openvz", NICS));
	assert_help(&f, "GUEST013", "virtualization: xen        or kvm or lxc");
}

static void a_host_without_technology_is_no_pair(void **state)
{
	struct findings f =
		judge(*state, "host: vm1\nos: rhel4\n" NICS "guests: [{name: web1, bridge: br0}]\n");

	assert_int_equal(count(&f, "GUEST013"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pairs),
		TEST(something_runs_on_each),
		TEST(the_help_names_what_runs),
		TEST(a_host_without_technology_is_no_pair),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
