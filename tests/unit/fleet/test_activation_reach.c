/* What a change does to interfaces that come, go and get other addresses, and who is cut off by it. */
#include "fleet/activated.h"

/* ---- ACT005, ACT006, ACT007 ---- */

static void interfaces_come_and_go(void **state)
{
	static const char none[] = HEAD("bookworm") BONDS(AB);
	static const char some[] = HEAD("bookworm") BONDS(AB) "vlans: [{id: 5, parent: bond0}]\n";
	struct findings f = between(*state, some, none);

	assert_string_equal(about(&f, "ACT005", "bond0.5")->message,
			    "VLAN 'bond0.5' is not described any more");
	assert_string_equal(about(&f, "ACT005", "bond0.5")->help,
			    "ifdown bond0.5 before the files are written");
	assert_string_equal(all_ids(&f), "ACT005");
	FINDS("ACT006", none, some);
}

/* A NIC that is described for the first time was there before. */
static void a_nic_is_never_new(void **state)
{
	static const char one[] = "host: a\nos: bookworm\nnics: [{name: eth0}]\n";
	static const char two[] = "host: a\nos: bookworm\nnics: [{name: eth0}, {name: eth1}]\n";

	FINDS("", one, two);
	FINDS("ACT005", two, one);
}

static void a_vlan_is_made_anew(void **state)
{
#define STORAGE(id, parent) HEAD("bookworm") "vlans: [{name: storage, id: " #id ", parent: " #parent "}]\n"
	struct findings f = between(*state, STORAGE(5, eth0), STORAGE(6, eth0));

	assert_string_equal(about(&f, "ACT007", "storage")->message,
			    "VLAN 'storage' has to be made anew: its ID goes from 5 to 6");
	assert_string_equal(all_ids(&f), "ACT007");
	f = between(*state, STORAGE(5, eth0), STORAGE(5, eth1));
	assert_non_null(
		strstr(about(&f, "ACT007", "storage")->message, "its parent goes from 'eth0' to 'eth1'"));
}

static void a_bond_becomes_a_bridge(void **state)
{
	struct findings f = between(
		*state, HEAD("bookworm") "bonds: [{name: up0, mode: 1, miimon: 100, slaves: [eth0, eth1]}]\n",
		HEAD("bookworm") "bridges: [{name: up0, ports: [eth0]}]\n");

	assert_non_null(strstr(about(&f, "ACT007", "up0")->message, "it is a bond, and is to be a bridge"));
}

/* ---- ACT008, ACT009 ---- */

/* Said once, of what it is written for: VLAN and bridge have it from there. */
static void the_mtu_is_said_where_it_is_written(void **state)
{
#define CHAIN(mtu)                                                                                           \
	HEAD("bookworm")                                                                                     \
	BONDS(AB mtu)                                                                                        \
	"vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br0, ports: [bond0.5], guests: false}]\n"
	struct findings f = between(*state, CHAIN(""), CHAIN(", mtu: 9000"));

	assert_string_equal(about(&f, "ACT008", "bond0")->message,
			    "the MTU of bond 'bond0' goes from 1500 to 9000");
	assert_non_null(strstr(about(&f, "ACT008", "bond0")->help, "first"));
	assert_int_equal(count(&f, "ACT008"), 1);
	f = between(*state, CHAIN(", mtu: 9000"), CHAIN(""));
	assert_string_equal(about(&f, "ACT008", "bond0")->message,
			    "the MTU of bond 'bond0' goes from 9000 to 1500");
}

static void a_mac_address_changes(void **state)
{
	struct findings f =
		between(*state, HEAD("bookworm") BONDS(AB ON_BOND),
			HEAD("bookworm") BONDS(AB ON_BOND ", mac_address: \"52:54:00:00:00:99\""));

	assert_string_equal(
		about(&f, "ACT009", "bond0")->message,
		"the MAC address of bond 'bond0' goes from 52:54:00:00:00:01 to 52:54:00:00:00:99");
	assert_string_equal(about(&f, "ACT009", "bond0")->help,
			    "arping -U -c 3 -I bond0 10.0.0.2        once it is set");
	/* the first slave gives it */
	FINDS("ACT009", HEAD("bookworm") BONDS(AB ON_BOND),
	      HEAD("bookworm") BONDS("mode: active-backup, miimon: 100, slaves: [eth1, eth0]" ON_BOND));
	/* what is chosen is what it had */
	FINDS("",
	      HEAD("bookworm") BONDS(AB) "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24]}]\n",
	      HEAD("bookworm") BONDS(
		      AB) "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24], mac_address: "
			  "\"52:54:00:00:00:01\"}]\n");
}

/* ---- ACT010, ACT011 ---- */

static void what_stands_on_a_bond_is_cut_off_with_it(void **state)
{
#define STACK(mode)                                                                                          \
	HEAD("bookworm")                                                                                     \
	BONDS("mode: " mode ", miimon: 100, slaves: [eth0, eth1]")                                           \
	"vlans: [{id: 5, parent: bond0}, {id: 6, parent: bond0, addresses: [10.0.6.2/24]}]\n"                \
	"bridges: [{name: br0, ports: [bond0.5], dhcp: true}]\n"
	struct findings f = between(*state, STACK("active-backup"), STACK("802.3ad"));

	assert_string_equal(about(&f, "ACT010", "bond0.6")->message,
			    "'bond0.6', with 10.0.6.2/24, is cut off while 'bond0' is down");
	assert_string_equal(about(&f, "ACT010", "br0")->message,
			    "'br0', with what DHCP gave it, is cut off while 'bond0' is down");
	assert_string_equal(about(&f, "ACT011", "br0")->message,
			    "the guests on bridge 'br0' are cut off while 'bond0' is down");
	assert_string_equal(all_ids(&f), "ACT001 ACT010 ACT011");
}

static void a_default_route_changes(void **state)
{
	struct findings f =
		between(*state, HEAD("bookworm") BONDS(AB ON_BOND),
			HEAD("bookworm") BONDS(AB ", addresses: [10.0.0.2/24], gateway: 10.0.0.254"));

	assert_string_equal(about(&f, "ACT010", "bond0")->message,
			    "the default route by 'bond0' goes from 10.0.0.1 to 10.0.0.254");
	f = between(*state, HEAD("bookworm") BONDS(AB ON_BOND),
		    HEAD("bookworm") BONDS(AB ", addresses: [10.0.0.2/24]"));
	assert_string_equal(about(&f, "ACT010", "bond0")->message,
			    "the default route by 'bond0' goes from 10.0.0.1 to none");
}

static void an_address_goes(void **state)
{
	struct findings f =
		between(*state, HEAD("bookworm") BONDS(AB ", addresses: [10.0.0.2/24, 10.0.0.3/24]"),
			HEAD("bookworm") BONDS(AB ", addresses: [10.0.0.2/24]"));

	assert_string_equal(about(&f, "ACT010", "bond0")->message, "'bond0' loses 10.0.0.3/24");
	/* one more is no loss */
	FINDS("", HEAD("bookworm") BONDS(AB ", addresses: [10.0.0.2/24]"),
	      HEAD("bookworm") BONDS(AB ", addresses: [10.0.0.2/24, 10.0.0.3/24]"));
	/* fixed instead of by DHCP */
	f = between(*state, HEAD("bookworm") BONDS(AB ", dhcp: true"),
		    HEAD("bookworm") BONDS(AB ", addresses: [10.0.0.2/24]"));
	assert_string_equal(about(&f, "ACT010", "bond0")->message, "'bond0' loses what DHCP gave it");
}

static void a_bridge_with_guests_changes(void **state)
{
#define BRIDGE0(rest) HEAD("bookworm") BONDS(AB) "bridges: [{name: br0, ports: [bond0]" rest "}]\n"
	struct findings f = between(*state, BRIDGE0(""), BRIDGE0(", ageing: 20"));

	assert_string_equal(about(&f, "ACT011", "br0")->message,
			    "bridge 'br0' changes, and guests are attached to it");
	FINDS("", BRIDGE0(", guests: false"), BRIDGE0(", guests: false, ageing: 20"));
	FINDS("ACT005 ACT011", BRIDGE0(""), HEAD("bookworm") BONDS(AB));
}

/* ---- files ---- */

static void files_that_are_read_at_certain_times(void **state)
{
	static const struct {
		const char *path, *id;
	} files[] = {
		{"etc/modprobe.d/bonding.conf", "ACT012"},
		{"etc/modprobe.conf", "ACT012"},
		{"etc/modprobe.conf.local", "ACT012"},
		{"etc/modules", "ACT012"},
		{"etc/sysconfig/modules/bondwright.modules", "ACT012"},
		{"etc/sysctl.conf", "ACT013"},
		{"etc/sysctl.d/bondwright.conf", "ACT013"},
		{"etc/udev/rules.d/70-persistent-net.rules", "ACT014"},
		{"etc/systemd/network/10-eth0.link", "ACT014"},
		{"etc/network/interfaces", ""},
		{"etc/sysconfig/network-scripts/ifcfg-eth0", ""},
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct findings f = between_files(*state, HEAD("bookworm"), HEAD("bookworm"), files[i].path);

		assert_int_equal(f.n, *files[i].id != 0);
		if (f.n)
			assert_int_equal(f.v[0]->severity, INFO);
		assert_string_equal(all_ids(&f), files[i].id);
	}
}

/* ---- from files ---- */

static struct findings from_changes(struct arena *a, const char *bundle, const char *new, const struct change *v,
				    size_t n)
{
	struct locator *places;
	const struct net *net = net_of(a, new, &places);
	struct tree *t = tree_new(a);
	struct findings f;

	if (bundle)
		tree_add_bundle(t, source_of(a, "root", bundle, strlen(bundle)));
	findings_init(&f, a);
	activation_find(a, t, net, v, n, &f);
	findings_locate(&f, places);
	return f;
}

static struct findings from_files(struct arena *a, const char *bundle, const char *new)
{
	return from_changes(a, bundle, new, NULL, 0);
}

#define STANZA                                                                                               \
	"==> etc/network/interfaces <==\n"                                                                   \
	"auto bond0\n"                                                                                       \
	"iface bond0 inet static\n"                                                                          \
	"\taddress 10.0.0.2/24\n"                                                                            \
	"\tgateway 10.0.0.1\n"                                                                               \
	"\tbond-slaves eth0 eth1\n"

/* The findings where interfaces, which has eth7 too, becomes `text`, which is somebody else's but for bond0. */
static const char *where_interfaces_become(struct arena *a, const char *text, enum change_what what)
{
	const struct change c = {
		.what = what, .path = "etc/network/interfaces", .new = text, .new_len = text ? strlen(text) : 0};
	struct findings f = from_changes(a,
					 STANZA "\tbond-mode active-backup\n\tbond-miimon 100\n"
						"auto eth7\niface eth7 inet static\n\taddress 10.7.0.2/24\n",
					 HEAD("bookworm") BONDS(AB ON_BOND), &c, 1);

	return all_ids(&f);
}

static void what_others_go_on_setting_up_is_not_gone(void **state)
{
	static const char kept[] = "auto eth7\niface eth7 inet static\n\taddress 10.7.0.2/24\n";

	assert_string_equal(where_interfaces_become(*state, kept, CHANGE_MERGE), "");
	assert_string_equal(where_interfaces_become(*state, "auto lo\niface lo inet loopback\n", CHANGE_MERGE),
			    "ACT005 ACT010");
	assert_string_equal(where_interfaces_become(*state, "auto eth8\niface eth8 inet dhcp\n", CHANGE_REPLACE),
			    "ACT005 ACT010");
	assert_string_equal(where_interfaces_become(*state, NULL, CHANGE_LEAVE), "");
}

static void files_are_compared_with_a_description(void **state)
{
	struct findings f = from_files(*state, STANZA "\tbond-mode 802.3ad\n\tbond-miimon 100\n",
				       HEAD("bookworm") BONDS(AB ON_BOND));

	assert_string_equal(at(&f, &about(&f, "ACT001", "bond0")->notes->at), "802.3ad");
	assert_string_equal(all_ids(&f), "ACT001 ACT010");
}

/* The driver's own mode is balance-rr. */
static void a_mode_that_no_file_sets_is_the_drivers(void **state)
{
	struct findings f =
		from_files(*state, STANZA "\tbond-miimon 100\n", HEAD("bookworm") BONDS(AB ON_BOND));

	assert_string_equal(about(&f, "ACT001", "bond0")->message,
			    "bond 'bond0' goes from balance-rr (0) to active-backup (1)");
}

static void files_that_make_no_host(void **state)
{
	struct findings f = from_files(*state, NULL, HEAD("bookworm") BONDS(AB));

	assert_int_equal(f.n, 1);
	assert_string_equal(f.v[0]->id, "ACT015");
	assert_int_equal(f.v[0]->severity, INFO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(interfaces_come_and_go),
		TEST(a_nic_is_never_new),
		TEST(a_vlan_is_made_anew),
		TEST(a_bond_becomes_a_bridge),
		TEST(the_mtu_is_said_where_it_is_written),
		TEST(a_mac_address_changes),
		TEST(what_stands_on_a_bond_is_cut_off_with_it),
		TEST(a_default_route_changes),
		TEST(an_address_goes),
		TEST(a_bridge_with_guests_changes),
		TEST(files_that_are_read_at_certain_times),
		TEST(what_others_go_on_setting_up_is_not_gone),
		TEST(files_are_compared_with_a_description),
		TEST(a_mode_that_no_file_sets_is_the_drivers),
		TEST(files_that_make_no_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
