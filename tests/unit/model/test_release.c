/* Releases by name, and the table as a whole. */
#include "model/release.h"
#include "read.h"

static const char *found(struct arena *a, const char *name)
{
	const char *canonical = "(unknown)";

	return release_find(a, name, &canonical) ? canonical : "(unknown)";
}

static const struct release *release(struct arena *a, const char *name)
{
	return release_find(a, name, NULL);
}

static void releases_are_found_by_name(void **state)
{
	static const struct {
		const char *name, *is;
	} cases[] = {
		{"squeeze", "squeeze"},
		{"bookworm", "bookworm"},
		{"sles10", "sles10"},
		{"rhel6.8", "rhel6.8"},
		{"rhel6.0", "rhel6.0"},
		{"rhel6.10", "rhel6.10"},
		{"rhel5.11", "rhel5.11"},
		{"centos6.8", "rhel6.8"},
		{"centos5", "rhel5.11"},
		{"rhel6", "rhel6.10"},
		{"rhel4", "rhel4.9"},
		{"rhel8", "rhel8.10"},
		/* nothing that only looks like one */
		{"", "(unknown)"},
		{"rhel", "(unknown)"},
		{"rhel9", "(unknown)"},
		{"rhel60", "(unknown)"},
		{"rhel6.11", "(unknown)"},
		{"rhel6.", "(unknown)"},
		{"rhel6.08", "(unknown)"},
		{"rhel6.8.1", "(unknown)"},
		{"rhel6.-1", "(unknown)"},
		{"rhel6.8 ", "(unknown)"},
		{"rhel6.100", "(unknown)"},
		{"rhel6,8", "(unknown)"},
		{"RHEL6", "(unknown)"},
		{"squeeze.0", "(unknown)"},
		{"squeezex", "(unknown)"},
		{"sles1", "(unknown)"},
		{"sles10.1", "(unknown)"},
		{"centos", "(unknown)"},
		{"centossqueeze", "(unknown)"},
		{"lenny\n", "(unknown)"},
		{"rhel4.10", "(unknown)"},
		{"rhel06", "(unknown)"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (strcmp(found(*state, cases[i].name), cases[i].is))
			fail_msg("'%s' is %s", cases[i].name, found(*state, cases[i].name));
}

/* Every name that the table promises leads to the row that promises it. */
static void every_minor_leads_to_its_row(void **state)
{
	size_t n;
	const struct release *rows = release_rows(&n);

	for (size_t i = 0; i < n; i++)
		for (int minor = rows[i].minor_from; minor <= rows[i].minor; minor++) {
			const char *name = release_name(*state, &rows[i], minor);

			assert_ptr_equal(release(*state, name), &rows[i]);
			assert_string_equal(found(*state, name), name);
		}
}

static void rows_go_from_old_to_new_without_gap(void **state)
{
	size_t n;
	const struct release *rows = release_rows(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		bool more = i && !strcmp(rows[i - 1].name, rows[i].name);

		assert_true(rows[i].minor_from <= rows[i].minor);
		if (more)
			assert_int_equal(rows[i].minor_from, rows[i - 1].minor + 1);
		else
			assert_true(rows[i].minor_from <= 0);
		for (size_t k = 0; k + 1 < i; k++)
			assert_true(more || strcmp(rows[k].name, rows[i].name));
	}
}

static void every_row_says_what_it_rests_on(void **state)
{
	size_t n;
	const struct release *rows = release_rows(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const struct release *r = &rows[i];

		assert_true(r->title && r->fact && *r->fact);
		assert_true(!strcmp(r->target, "rhel") || !strcmp(r->target, "debian") ||
			    !strcmp(r->target, "suse"));
		/* what every bonding driver has, and no option that is none */
		assert_true(r->kernel.options >> OPT_MODE & 1);
		assert_true(r->kernel.options >> OPT_MIIMON & 1);
		assert_true(r->kernel.options >> OPT_ARP_IP_TARGET & 1);
		assert_false(r->kernel.options >> (OPT_NS_IP6_TARGET + 1));
		assert_true(r->kernel.hash_policies >= 1 && r->kernel.hash_policies <= 5);
	}
}

/* Distributions carry features back, but none takes an option away again. */
static void no_release_forgets_an_option(void **state)
{
	size_t n;
	const struct release *rows = release_rows(&n);

	(void)state;
	for (size_t i = 1; i < n; i++) {
		if (strcmp(rows[i].target, rows[i - 1].target))
			continue;
		if (rows[i - 1].kernel.options & ~rows[i].kernel.options && strcmp(rows[i - 1].name, "rhel5"))
			fail_msg("%s lacks an option of %s", rows[i].name, rows[i - 1].name);
		assert_true(rows[i - 1].kernel.hash_policies <= rows[i].kernel.hash_policies);
	}
}

/* facts that rules lean on: see the sources named in the table */
static void what_is_known_of_some(void **state)
{
	const struct release *squeeze = release(*state, "squeeze"), *bookworm = release(*state, "bookworm"),
			     *el6 = release(*state, "rhel6.8"), *el5 = release(*state, "rhel5");

	assert_false(squeeze->kernel.options >> OPT_MIN_LINKS & 1); /* 2.6.32 */
	assert_true(el6->kernel.options >> OPT_MIN_LINKS & 1);      /* 2.6.32-642 has it */
	assert_true(el6->kernel.options >> OPT_LP_INTERVAL & 1);
	assert_false(el6->kernel.options >> OPT_AD_ACTOR_SYSTEM & 1);
	assert_true(bookworm->kernel.options >> OPT_ARP_MISSED_MAX & 1);
	assert_true(el5->kernel.options >> OPT_RESEND_IGMP & 1); /* 2.6.18-274 */
	assert_false(el5->kernel.options >> OPT_ARP_ALL_TARGETS & 1);
	assert_int_equal(squeeze->kernel.hash_policies, 2);
	assert_int_equal(bookworm->kernel.hash_policies, 5);
	assert_true(squeeze->kernel.bridge_learns_with_stp_off);
	assert_false(el6->kernel.bridge_learns_with_stp_off);
	assert_false(squeeze->kernel.alb_spares_guests);
	assert_true(el6->kernel.alb_spares_guests);
	assert_false(release(*state, "etch")->kernel.bridge_keeps_mac);
	assert_false(release(*state, "rhel5.3")->scripts.bond_port_works); /* initscripts 8.45.26 */
	assert_true(release(*state, "rhel5.4")->scripts.bond_port_works);
	assert_false(release(*state, "rhel6.3")->ifcfg.bridging_opts); /* 9.03.32 */
	assert_true(release(*state, "rhel6.4")->ifcfg.bridging_opts);
	assert_false(el5->kickstart.end); /* pykickstart 0.43 */
	assert_false(release(*state, "rhel6.3")->kickstart.bond_options); /* counted on from 6.4 */
	assert_true(el6->kickstart.vlan_with_bond && !el6->kickstart.bridges);
	assert_true(release(*state, "rhel8")->kickstart.bridges && !release(*state, "rhel8")->kickstart.vlan_with_bond);
	assert_false(squeeze->scripts.miimon_forced);
	assert_true(bookworm->scripts.miimon_forced);
}

static void releases_of_xen(void **state)
{
	size_t n;
	const struct xen_release *rows = xen_rows(&n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		assert_ptr_equal(xen_find(rows[i].version), &rows[i]);
	assert_null(xen_find("3"));
	assert_null(xen_find("4.5")); /* xend is gone */
	assert_null(xen_find(""));
	assert_false(xen_find("3.3")->keeps_slaves);
	assert_true(xen_find("3.4")->keeps_slaves);
	assert_false(xen_find("4.0")->start_once);
	assert_true(xen_find("4.1")->start_once);
	assert_true(xen_find("3.1")->netloop);
	assert_false(xen_find("3.2")->netloop);
}

static bool has_sysctl_d(const struct release *os)
{
	return os->scripts.sysctl_d;
}

static bool is_old(const struct release *os)
{
	return os->minor_from == 0;
}

static void the_next_minor_that_is_able(void **state)
{
	assert_string_equal(release_later(*state, release(*state, "rhel6.0"), has_sysctl_d), "rhel6.2");
	/* not itself */
	assert_string_equal(release_later(*state, release(*state, "rhel6.2"), has_sysctl_d), "rhel6.4");
	assert_null(release_later(*state, release(*state, "rhel6.10"), has_sysctl_d));
	assert_null(release_later(*state, release(*state, "rhel5.0"), has_sysctl_d)); /* not another release */
	assert_null(release_later(*state, release(*state, "rhel6.0"), is_old));
	assert_null(release_later(*state, release(*state, "etch"), has_sysctl_d));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(releases_are_found_by_name),
		TEST(every_minor_leads_to_its_row),
		TEST(rows_go_from_old_to_new_without_gap),
		TEST(every_row_says_what_it_rests_on),
		TEST(no_release_forgets_an_option),
		TEST(what_is_known_of_some),
		TEST(releases_of_xen),
		TEST(the_next_minor_that_is_able),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
