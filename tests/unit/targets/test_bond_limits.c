/* What every target does with the options of a bond. */
#include "targets/host.h"

#include "model/rows.h"

enum { MODES = BALANCE_ALB + 1 };

#define NICS "nics: [{name: eth0}, {name: eth1}]\n"

/* Calls `check` for each release that files are rendered for. */
static void on_every_release(void (*check)(const char *os))
{
	size_t n;
	const struct release *rows = release_rows(&n);

	for (size_t i = 0; i < n; i++)
		if (target_for(&rows[i]))
			check(release_name(arena, &rows[i], rows[i].minor));
}

static void render_bond(const char *os, const char *fields)
{
	render_host(os,
		    arena_printf(arena, NICS "bonds: [{name: bond0, slaves: [eth0, eth1], %s}]\n", fields));
}

/* True if some file sets the option, in the way of any target. */
static bool is_written(const char *key)
{
	char *dashed = arena_printf(arena, "bond-%s ", key);
	struct text all;

	for (char *c = dashed; *c; c++)
		*c = *c == '_' ? '-' : *c;
	text_init(&all, arena);
	file_set_print(&files, &all);
	return strstr(all.s, dashed) || strstr(all.s, arena_printf(arena, "bond_%s ", key)) ||
	       strstr(all.s, arena_printf(arena, "bonding/%s\n", key)) ||
	       strstr(all.s, arena_printf(arena, " %s=", key));
}

/* The findings that say of something that it is left out. */
static size_t left_out(void)
{
	size_t n = 0;

	for (size_t i = 0; i < findings.n; i++)
		n += !strncmp(findings.v[i]->id, "LOSS", 4) || !strcmp(findings.v[i]->id, "BOND020");
	return n;
}

/* It is in a file, or one finding says why not. */
static void no_option_goes_without_a_word_on(const char *os)
{
	for (int k = 0; k < (int)BOND_OPTIONS * MODES; k++) {
		enum bond_option o = (enum bond_option)(k / MODES);
		const char *key = bond_option_name(o);
		const char *value = o == OPT_PRIMARY           ? "eth1"
				    : o == OPT_AD_ACTOR_SYSTEM ? "\"02:00:00:00:00:11\""
							       : "1";

		if (o == OPT_MODE || o == OPT_MIIMON)
			continue;
		render_bond(os, arena_printf(arena, "mode: %d, miimon: 100, %s: %s", k % MODES, key, value));
		if (left_out() != !is_written(key))
			fail_msg("%s in mode %d on %s: left out by %zu findings", key, k % MODES, os, left_out());
		if (left_out())
			assert_string_equal(findings.v[0]->at.path, arena_printf(arena, "bonds[0].%s", key));
	}
}

static void no_option_goes_without_a_word(void **state)
{
	(void)state;
	on_every_release(no_option_goes_without_a_word_on);
}

/* unsuppmodes of bond_options.c; older kernels refuse them in their sysfs functions. */
static void what_the_kernel_refuses_is_left_out_on(const char *os)
{
	static const struct {
		const char *mode, *key, *value;
	} refused[] = {
		{"active-backup", "lacp_rate", "fast"},
		{"active-backup", "packets_per_slave", "4"},
		{"active-backup", "lacp_active", "off"},
		{"active-backup", "tlb_dynamic_lb", "off"},
		{"balance-rr", "ad_user_port_key", "5"},
		{"balance-tlb", "ad_actor_sys_prio", "5"},
		{"802.3ad", "arp_missed_max", "3"},
		{"802.3ad", "primary", "eth1"},
		{"802.3ad", "ns_ip6_target", "[\"2001:db8::1\"]"},
		{"802.3ad", "peer_notif_delay", "100"},
	};

	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		render_bond(os, arena_printf(arena, "mode: %s, miimon: 100, %s: %s", refused[i].mode,
					     refused[i].key, refused[i].value));
		assert_only_loss("LOSS003", arena_printf(arena, "bonds[0].%s", refused[i].key));
		assert_false(is_written(refused[i].key));
	}
}

static void what_the_kernel_refuses_is_left_out(void **state)
{
	(void)state;
	on_every_release(what_the_kernel_refuses_is_left_out_on);
}

/* ---- what the driver does not know ---- */

struct lost {
	const char *os, *fields, *path, *help;
};

#define ARP "arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"

static const struct lost lost[] = {
	/* the policy that spreads by most of the same, and that the driver has */
	{"squeeze", "mode: 4, miimon: 100, xmit_hash_policy: encap2+3", "bonds[0].xmit_hash_policy", "xmit_hash_policy: layer2+3"},
	{"etch", "mode: 4, miimon: 100, xmit_hash_policy: encap2+3", "bonds[0].xmit_hash_policy", "xmit_hash_policy: layer3+4"},
	{"etch", "mode: 4, miimon: 100, xmit_hash_policy: layer2+3", "bonds[0].xmit_hash_policy", "xmit_hash_policy: layer3+4"},
	{"rhel6", "mode: 4, miimon: 100, xmit_hash_policy: encap3+4", "bonds[0].xmit_hash_policy", "xmit_hash_policy: layer3+4"},
	{"rhel7", "mode: 2, miimon: 100, xmit_hash_policy: vlan+srcmac", "bonds[0].xmit_hash_policy", "xmit_hash_policy: layer2"},
	/* which slaves are looked at, without the filter */
	{"rhel5", "mode: 1, " ARP ", arp_validate: filter", "bonds[0].arp_validate", "arp_validate: all"},
	{"wheezy", "mode: 1, " ARP ", arp_validate: filter_active", "bonds[0].arp_validate", "arp_validate: active"},
	{"sles12", "mode: 1, " ARP ", arp_validate: filter_backup", "bonds[0].arp_validate", "arp_validate: backup"},
	{"etch", "mode: 1, " ARP ", arp_validate: all", "bonds[0].arp_validate", "leave 'arp_validate' out"},
	{"lenny", "mode: 1, miimon: 100, fail_over_mac: follow", "bonds[0].fail_over_mac", "fail_over_mac: active"},
	{"etch", "mode: 1, miimon: 100, fail_over_mac: follow", "bonds[0].fail_over_mac", "leave 'fail_over_mac' out"},
	/* three intervals of 500 ms are two of 750 */
	{"bullseye", "mode: 1, " ARP ", arp_missed_max: 3", "bonds[0].arp_missed_max",
	 "arp_interval: 750        without arp_missed_max: this driver waits for two"},
	{"squeeze", "mode: 1, miimon: 100, primary: eth0, primary_reselect: failure", "bonds[0].primary_reselect",
	 "neither 'primary' nor 'primary_reselect': without the one the bond stays where it failed over to"},
	{"squeeze", "mode: 1, miimon: 100, primary_reselect: failure", "bonds[0].primary_reselect", "leave 'primary_reselect' out"},
	{"rhel8", "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8], ns_ip6_target: [\"2001:db8::1\"]",
	 "bonds[0].ns_ip6_target", "hosts in arp_ip_target, where the bond has an IPv4 address; else miimon: 100 alone"},
	{"lenny", "mode: 1, miimon: 100, num_grat_arp: 3", "bonds[0].num_grat_arp", "leave 'num_grat_arp' out"},
	{"sles11", "mode: 4, miimon: 100, min_links: 2", "bonds[0].min_links", "leave 'min_links' out"},
};

static struct findings limits_of(const char *os, const char *fields, bool allow_loss)
{
	struct render r = render_of(os, arena_printf(arena, NICS "bonds: [{name: bond0, slaves: [eth0, eth1], %s}]\n", fields));

	r.allow_loss = allow_loss;
	for (size_t k = 0; k < r.net->ifaces.n; k++)
		if (r.net->ifaces.v[k]->kind == BOND)
			bond_limits(&r, r.net->ifaces.v[k]);
	return findings;
}

static void what_the_driver_does_not_know_is_replaced(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lost) / sizeof(*lost); i++) {
		limits_of(lost[i].os, lost[i].fields, false);
		assert_only_loss("BOND020", lost[i].path);
		assert_int_equal(findings.v[0]->severity, ERROR);
		assert_string_equal(findings.v[0]->help, lost[i].help);
		assert_string_equal(findings.v[0]->object, "bond0");
		limits_of(lost[i].os, lost[i].fields, true);
		assert_int_equal(findings.v[0]->severity, WARNING);
	}
}

/* The value that is offered is one that the driver has. */
static void what_is_offered_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lost) / sizeof(*lost); i++) {
		const char *key = strchr(lost[i].path, '.') + 1;
		const char *fields = strstr(lost[i].fields, arena_printf(arena, ", %s: ", key));

		if (strncmp(lost[i].help, key, strlen(key)))
			continue;
		limits_of(lost[i].os,
			  arena_printf(arena, "%.*s, %s", (int)(fields - lost[i].fields), lost[i].fields, lost[i].help), false);
		assert_no_loss();
	}
}

static void the_message_says_what_the_driver_takes(void **state)
{
	(void)state;
	limits_of("squeeze", "mode: 4, miimon: 100, xmit_hash_policy: encap2+3", false);
	assert_string_equal(findings.v[0]->message, "the bonding driver of Debian 6.0 takes layer2, layer3+4 or layer2+3 for "
						    "xmit_hash_policy, and not encap2+3");
	assert_string_equal(findings.v[0]->consequence, "it is left out of the files, and the bond runs with layer2");
	limits_of("rhel4", "mode: 1, miimon: 100, fail_over_mac: follow", false);
	assert_string_equal(findings.v[0]->message, "the bonding driver of Red Hat Enterprise Linux 4 takes none or active for "
						    "fail_over_mac, and not follow");
	limits_of("rhel4", "mode: 4, miimon: 100, min_links: 2", false);
	assert_string_equal(findings.v[0]->message, "the bonding driver of Red Hat Enterprise Linux 4 has no option min_links");
}

/* What the driver does without the option is no loss; what has no meaning in the mode is none either. */
static void the_same_effect_is_no_loss(void **state)
{
	static const struct lost same[] = {
		{"rhel5", "mode: 4, miimon: 100, ad_select: stable", "bonds[0].ad_select", NULL},
		{"etch", "mode: 1, miimon: 100, fail_over_mac: none", "bonds[0].fail_over_mac", NULL},
		{"etch", "mode: 4, miimon: 100, fail_over_mac: active", "bonds[0].fail_over_mac", NULL},
		{"etch", "mode: 1, " ARP ", arp_validate: none", "bonds[0].arp_validate", NULL},
		{"lenny", "mode: 1, miimon: 100, num_grat_arp: 1", "bonds[0].num_grat_arp", NULL},
		{"lenny", "mode: 4, miimon: 100, num_grat_arp: 5", "bonds[0].num_grat_arp", NULL},
		{"rhel7", "mode: 1, " ARP ", arp_missed_max: 2", "bonds[0].arp_missed_max", NULL},
		{"squeeze", "mode: 1, miimon: 100, primary: eth0, primary_reselect: always", "bonds[0].primary_reselect", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		limits_of(same[i].os, same[i].fields, false);
		assert_only_loss("LOSS003", same[i].path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_option_goes_without_a_word),
		TEST(what_the_kernel_refuses_is_left_out),
		TEST(what_the_driver_does_not_know_is_replaced),
		TEST(what_is_offered_is_known),
		TEST(the_message_says_what_the_driver_takes),
		TEST(the_same_effect_is_no_loss),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
