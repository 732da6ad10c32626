/* The snippets of Cobbler, as text; tests/bundle puts them through Cheetah and runs them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fleet/host_run.h"

extern const struct bundle bundle_cobbler;

static int begin(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

static struct host_run wrapped(struct arena *a, const char *system, const char *yaml)
{
	const struct run_options o = {
		.fail_on = ERROR, .render = true, .as = &bundle_cobbler, .system = system};

	return host_run(a, source_of(a, "host", yaml, strlen(yaml)), NULL, &o);
}

#define HOST(os)                                                                                             \
	"version: 1\nhost: h.example\nos: " os                                                               \
	"\nnics: [{name: eth0, mac: \"52:54:00:00:00:01\", dhcp: true}]\n"
#define PRE  "snippets/per_system/pre_install_network_config/"
#define POST "snippets/per_system/post_install_network_config"

static const char *text_of(const struct host_run *run, const char *path)
{
	const struct file *f = file_set_find(&run->files, path);

	return f ? f->text : NULL;
}

static void test_files(void **state)
{
	struct host_run rhel = wrapped(*state, NULL, HOST("rhel6")),
			debian = wrapped(*state, "hv", HOST("bookworm"));

	assert_int_equal(rhel.files.n, 3);
	assert_non_null(text_of(&rhel, PRE "h.example"));
	assert_non_null(text_of(&rhel, POST "/h.example"));
	assert_int_equal(debian.files.n, 2);
	assert_non_null(text_of(&debian, POST "_deb/hv"));
	assert_int_equal(file_set_find(&rhel.files, "triggers/add/system/pre/bondwright")->mode, 0755);
	assert_string_equal(text_of(&rhel, "triggers/add/system/pre/bondwright"),
			    text_of(&debian, "triggers/add/system/pre/bondwright"));
}

static void test_raw(void **state)
{
	static const char raw[] = "#raw\n", end_raw[] = "\n#end raw\n";
	struct host_run run = wrapped(*state, NULL, HOST("rhel6"));
	const char *paths[] = {PRE "h.example", POST "/h.example"};

	for (size_t i = 0; i < 2; i++) {
		const char *text = text_of(&run, paths[i]), *first_end;

		assert_memory_equal(text, raw, strlen(raw));
		first_end = strstr(text, "#end");
		assert_ptr_equal(first_end, text + strlen(text) - strlen(end_raw) + 1);
		assert_string_equal(first_end - 1, end_raw);
	}
}

/* The names of cards are variables wherever a line has one, and nowhere else. */
static void test_cards(void **state)
{
	struct host_run run = wrapped(
		*state, NULL,
		"version: 1\nhost: eth1.example\nos: rhel7\n"
		"nics: [{name: eth1, mac: \"52:54:00:00:00:01\"}, {name: eth10, mac: \"52:54:00:00:00:02\"}, "
		"{name: eth2}]\n"
		"bonds: [{name: bond0, slaves: [eth1, eth10, eth2], mode: active-backup, miimon: 100, "
		"primary: eth10, addresses: [192.0.2.1/24]}]\n");
	const char *text = text_of(&run, PRE "eth1.example");

	assert_non_null(text);
	assert_non_null(strstr(
		text, "card0=$(card eth1 52:54:00:00:00:01)\ncard1=$(card eth10 52:54:00:00:00:02)\ncat"));
	assert_non_null(strstr(text, " --bondslaves=$card0,$card1,eth2 "));
	assert_non_null(strstr(text, "primary=$card1"));
	assert_non_null(strstr(text, " --hostname=eth1.example\n"));
}

/* A host, a VLAN and a bond that begin like a card, or are called like one, keep their names. */
static void test_names_like_cards(void **state)
{
	struct host_run run = wrapped(
		*state, NULL,
		"version: 1\nhost: eth0\nos: rhel6\n"
		"nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1, mac: \"52:54:00:00:00:02\"}]\n"
		"bonds: [{name: eth0-eth1, slaves: [eth0, eth1], mode: active-backup, miimon: 100, primary: eth1}]\n"
		"vlans: [{id: 5, parent: eth0-eth1, addresses: [192.0.2.1/24], gateway: 192.0.2.254}]\n");
	const char *text = text_of(&run, PRE "eth0");

	assert_non_null(text);
	assert_non_null(strstr(text, "\nnetwork --device=eth0-eth1 --bondslaves=$card0,$card1 "));
	assert_non_null(strstr(text, "primary=$card1 "));
	assert_non_null(strstr(text, " --hostname=eth0\n"));
}

static void test_system_names(void **state)
{
	static const char *const good[] = {"hv1", "HV-1.example_com", "a:b", "7", "_"};
	static const char *const bad[] = {"",    ".",    "..",  ".x",  "-x", "a/b", "../x", "/x",
					  "a b", "a\nb", "a+b", "a@b", "$x", "a;b", "*",    "\xc3\xa9"};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct host_run run = wrapped(*state, good[i], HOST("rhel6"));

		assert_null(run.defect);
		assert_non_null(text_of(&run, arena_printf(*state, PRE "%s", good[i])));
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct host_run run = wrapped(*state, bad[i], HOST("rhel6"));

		assert_non_null(run.defect);
		assert_int_equal(run.files.n, 0);
	}
}

static void test_suse(void **state)
{
	struct host_run run = wrapped(*state, NULL, HOST("sles11"));
	size_t said = 0;

	assert_int_equal(run.files.n, 0);
	for (size_t i = 0; i < run.findings.n; i++)
		said += !strcmp(run.findings.v[i]->id, "INST001") && run.findings.v[i]->severity == ERROR;
	assert_int_equal(said, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_files, begin, end),
		cmocka_unit_test_setup_teardown(test_raw, begin, end),
		cmocka_unit_test_setup_teardown(test_cards, begin, end),
		cmocka_unit_test_setup_teardown(test_names_like_cards, begin, end),
		cmocka_unit_test_setup_teardown(test_system_names, begin, end),
		cmocka_unit_test_setup_teardown(test_suse, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
