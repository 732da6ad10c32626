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
	return strstr(all.s, dashed) || strstr(all.s, arena_printf(arena, "bonding/%s\n", key)) ||
	       strstr(all.s, arena_printf(arena, " %s=", key));
}

/* It is in a file, or a finding says why not. */
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
		if (findings.n != !is_written(key))
			fail_msg("%s in mode %d on %s: %zu findings", key, k % MODES, os, findings.n);
		if (findings.n)
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_option_goes_without_a_word),
		TEST(what_the_kernel_refuses_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
