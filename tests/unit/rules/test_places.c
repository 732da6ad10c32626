/*
 * Where each rule points in its bad example: at the value, or the key, that somebody has to change, with the
 * severity of that example's release, and what it notes. Whoever is sent to the wrong line mends the wrong
 * thing, and `allow` goes by the object. Where what is missing would stand, the place is the key that is not
 * written yet.
 */
#include "rules/point.h"

struct pointed {
	const char *id;
	enum severity severity;
	const char *object, *place, *notes;
};

static void points_there(struct arena *a, const struct pointed *p)
{
	const struct descriptor *d = catalogue_find(p->id);
	struct findings f = d->beside ? judge_two(a, d->beside, d->bad) : judge(a, d->bad);
	const struct finding *one = find(&f, p->id);

	if (!one)
		fail_msg("%s is not raised", p->id);
	if (one->severity != p->severity)
		fail_msg("%s is an %s", p->id, severity_name(one->severity));
	if (strcmp(one->object, p->object) || strcmp(one_line(a, one->at.path), p->place))
		fail_msg("%s points at %s, %s", p->id, one->object, one_line(a, one->at.path));
	if (strcmp(noted(a, one), p->notes))
		fail_msg("%s notes %s", p->id, noted(a, one));
}

static void each_bad_example_is_pointed_at(void **state)
{
	static const struct pointed cases[] = {
		{"BOND002", ERROR, "bond0", "bonds[0].mode", ""},
		{"BOND003", ERROR, "bond0", "bonds[0].miimon", ""},
		{"BOND004", ERROR, "bond0", "bonds[0].arp_interval", "bonds[0].miimon"},
		{"BOND005", ERROR, "bond0", "bonds[0].arp_interval", "bonds[0].mode"},
		{"BOND006", ERROR, "bond0", "bonds[0].arp_interval", ""},
		{"BOND007", ERROR, "bond0", "bonds[0].arp_ip_target[0]", "bonds[0].addresses[0]"},
		{"BOND008", WARNING, "bond0", "bonds[0].arp_ip_target[0]", ""},
		{"BOND009", ERROR, "bond0", "bonds[0].arp_validate", "bonds[0].miimon"},
		{"BOND010", WARNING, "bond0", "bonds[0].arp_interval", "bonds[0].mode"},
		{"BOND011", ERROR, "bond0", "bonds[0].updelay", "bonds[0].arp_interval"},
		{"BOND012", WARNING, "bond0", "bonds[0].updelay", "bonds[0].miimon"},
		{"BOND013", WARNING, "bond0", "bonds[0].primary", "bonds[0].mode"},
		{"BOND014", ERROR, "bond0", "bonds[0].primary", "bonds[0].slaves"},
		{"BOND015", WARNING, "bond0", "bonds[0].lacp_rate", "bonds[0].mode"},
		{"BOND016", WARNING, "bond0", "bonds[0].xmit_hash_policy", "bonds[0].mode"},
		{"BOND017", WARNING, "bond0", "bonds[0].fail_over_mac", "bonds[0].mode"},
		{"BOND018", WARNING, "bond0", "bonds[0].miimon", ""},
		{"BOND021", ERROR, "bond0", "bonds[0].min_links", "bonds[0].slaves"},
		{"BOND022", WARNING, "bond0", "bonds[0].miimon", ""},
		{"BOND023", INFO, "bond0", "bonds[0].slaves", ""},
		{"BOND024", ERROR, "eth0", "bridges[0].ports[0]", "bonds[0].slaves[0]"},
		{"BOND025", WARNING, "bond0", "bonds[0].slaves", "nics[1].speed, nics[0].speed"},
		{"BOND026", WARNING, "bond0", "bonds[0].mode", ""},
		{"BOND027", ERROR, "bond0", "bonds[0].arp_all_targets", "bonds[0].arp_validate"},
		{"BOND028", WARNING, "bond0", "bonds[0].arp_interval", "bonds[0].addresses"},
		{"BOND029", WARNING, "bond0", "bonds[0].arp_ip_target[1]", ""},
		{"BOND030", WARNING, "bond0", "bonds[0].packets_per_slave", "bonds[0].mode"},
		{"BOND031", WARNING, "bond0", "bonds[0].slaves", "nics[1].speed, nics[0].speed"},
		{"BOND032", WARNING, "bond0", "bonds[0].mode", "nics[0].driver"},
		{"BOND033", INFO, "bond0", "bonds[0].xmit_hash_policy", "bonds[0].gateway"},
		{"BR001", ERROR, "br1", "bridges[1].ports[0]", "bridges[0]"},
		{"BR002", ERROR, "v123", "bridges[1].ports[0]", "bridges[0]"},
		{"BR003", ERROR, "eth0", "nics[0].addresses", "bridges[0].ports[0]"},
		{"BR004", WARNING, "br0", "bridges[0].forward_delay", "bridges[0].stp"},
		{"BR005", ERROR, "br0", "bridges[0].forward_delay", "bridges[0].stp"},
		{"BR006", ERROR, "br0", "bridges[0].ports", "nics[0].switch, nics[1].switch"},
		{"BR007", WARNING, "br0", "bridges[0].stp", ""},
		{"BR008", WARNING, "br0", "bridges[0]", "nics[0]"},
		{"BR009", WARNING, "bond0", "bonds[0].fail_over_mac", "bridges[0].ports[0]"},
		{"BR010", WARNING, "eth0", "bridges[0].ports[0]", "vlans[0].parent"},
		{"BR011", INFO, "vm1.example.com", "bridge_netfilter", "bridges[0]"},
		{"BR012", WARNING, "br0", "bridges[0]", "bridges[0].gateway"},
		{"FLEET001", ERROR, "eth0", "1 nics[0].mac eth0", "0 nics[0].mac eth0"},
		{"FLEET002", ERROR, "eth0", "1 nics[0].addresses[0] eth0", "0 nics[0].addresses[0] eth0"},
		{"FLEET003", ERROR, "eth0", "1 nics[0].port eth0", "0 nics[0].port eth0"},
		{"FLEET004", WARNING, "br-web", "1 bridges[0] br-web", "0 bridges[0] br-web"},
		{"FLEET005", WARNING, "sw-a", "1 switches[0].stack sw-a",
		 "0 switches[0].stack sw-a, 1 switches[0].stack sw-a"},
		{"FLEET006", WARNING, "eth0", "1 nics[0].mtu eth0", "0 nics[0].mtu eth0"},
		{"FLEET007", INFO, "bond0", "1 bonds[0].arp_ip_target[1] bond0", "0 host boxb.example.com"},
		{"FLEET008", ERROR, "hv1.example.com", "1 host hv1.example.com", "0 host hv1.example.com"},
		{"FLEET009", WARNING, "eth0", "0 nics[0].peer eth0", "1 nics[0].peer eth0"},
		{"GUEST001", WARNING, "bond0", "bonds[0].mode", "bridges[0].ports[0]"},
		{"GUEST002", ERROR, "bond0", "bonds[0].mode", "bridges[0].ports[0]"},
		{"GUEST003", ERROR, "bond0", "bonds[0].mode", "bridges[0].ports[0]"},
		{"GUEST004", ERROR, "bond0", "bonds[0].mode", "bridges[0].ports[0]"},
		{"GUEST005", ERROR, "bond102", "bonds[0].arp_interval", "bridges[0].ports[0]"},
		{"GUEST006", ERROR, "bond0", "bonds[0].arp_interval", "bridges[0].ports[0]"},
		{"GUEST007", ERROR, "bond0", "bonds[0].arp_validate", "bridges[0].ports[0]"},
		{"GUEST008", ERROR, "bond0", "bonds[0].all_slaves_active", "bridges[0].ports[0]"},
		{"GUEST009", WARNING, "bond0", "bonds[0].primary", "bridges[0].ports[0]"},
		{"GUEST010", ERROR, "bond0", "bonds[0].mode", "bridges[0].ports[0]"},
		{"GUEST011", INFO, "bond0", "bonds[0].arp_interval", "bridges[0].ports[0]"},
		{"GUEST013", ERROR, "vm1.example.com", "virtualization", "os"},
		{"GUEST014", ERROR, "bond20", "bonds[1].follow", "bonds[0].arp_interval"},
		{"GUEST015", ERROR, "bond20", "bonds[1].slaves[1]", "bonds[1].follow"},
		{"GUEST016", INFO, "bond20", "bonds[1].follow", "bonds[1].slaves[0], bonds[0].slaves[0]"},
		{"IP001", WARNING, "eth1", "nics[1].addresses[0]", "nics[0].addresses[0]"},
		{"IP002", ERROR, "br0", "bridges[0].routes[0].via", ""},
		{"IP003", ERROR, "eth1", "nics[1].addresses[0]", "nics[0].addresses[0]"},
		{"IP004", ERROR, "eth0", "nics[0].gateway", "nics[0].addresses"},
		{"IP005", ERROR, "eth0", "nics[0].routes[0].via", ""},
		{"IP006", WARNING, "eth1", "nics[1].gateway", "nics[0].gateway"},
		{"IP007", ERROR, "eth0", "nics[0].addresses[0]", ""},
		{"IP008", WARNING, "eth1", "nics[1].addresses[0]", "nics[0].addresses[0]"},
		{"MAC001", ERROR, "eth1", "nics[1].mac", "nics[0].mac"},
		{"MAC002", WARNING, "eth1", "nics[1]", ""},
		{"MAC003", ERROR, "eth0", "nics[0].mac_address", "bonds[0].slaves[0]"},
		{"MTU001", ERROR, "eth0.253", "vlans[0].mtu", "nics[0]"},
		{"MTU002", ERROR, "eth0", "nics[0].mtu", "bonds[0]"},
		{"MTU003", WARNING, "br0", "bridges[0].ports[1]", "nics[1]"},
		{"MTU004", ERROR, "eth0", "nics[0].mtu", "nics[0].switch"},
		{"MTU005", INFO, "eth0", "nics[0].switch", ""},
		{"MTU006", INFO, "bond0", "bonds[0].mtu", "nics[0].driver, nics[1].driver"},
		{"NAME001", ERROR, "enp129s0f1np1.256", "vlans[0].parent", "nics[0]"},
		{"NAME002", WARNING, "vlan102", "bridges[0].name", ""},
		{"RHEL001", ERROR, "bond1", "bonds[1]", "bonds[0]"},
		{"RHEL002", ERROR, "br0", "bridges[0].ports[0]", ""},
		{"TOPO001", ERROR, "bond0", "bonds[0].mode", "nics[0].switch, nics[1].switch"},
		{"TOPO002", ERROR, "bond0", "bonds[0].mode", "nics[0].switch, nics[1].switch"},
		{"TOPO003", ERROR, "bond0", "bonds[0].mode", "nics[0].port_group, nics[1].port_group"},
		{"TOPO004", ERROR, "bond0", "bonds[0].mode", "nics[0].port_group, nics[1].port_group"},
		{"TOPO005", WARNING, "bond0", "bonds[0].slaves", "nics[0].switch, nics[1].switch"},
		{"TOPO006", WARNING, "bond0", "bonds[0].slaves", "nics[0].card, nics[1].card"},
		{"TOPO007", WARNING, "bond0", "bonds[0].slaves",
		 "nics[0].switch, nics[1].switch, switches[0].peers, switches[1].peers"},
		{"TOPO008", WARNING, "bond0", "bonds[0].miimon", "nics[1].switch"},
		{"TOPO009", WARNING, "eth1", "nics[1].edge", ""},
		{"TOPO010", ERROR, "eth1", "nics[1].trunk", "vlans[1].id"},
		{"TOPO011", WARNING, "eth0", "nics[0].native", "vlans[0].id"},
		{"TOPO012", WARNING, "bond0", "1 bonds[0].primary bond0", "0 bonds[0].primary bond0"},
		{"TOPO013", INFO, "vm1.example.com", "switches", ""},
		{"TOPO014", ERROR, "eth1", "nics[1].port", "nics[0].port"},
		{"TOPO015", WARNING, "eth0", "nics[0].trunk[0]", "nics[0].native"},
		{"TOPO016", ERROR, "eth1", "nics[1].native", "nics[0].native"},
		{"TOPO017", WARNING, "sw-a", "switches[0].peers[0]", "switches[1].peers"},
		{"TOPO018", INFO, "vm1.example.com", "switches", "nics[0].switch"},
		{"VLAN002", ERROR, "guests", "vlans[1].id", "vlans[0].id"},
		{"VLAN003", ERROR, "eth0.256", "vlans[0].parent", "bonds[0].slaves[0]"},
		{"VLAN004", ERROR, "bond253", "bonds[0].mode", "bonds[0].slaves[0]"},
		{"VLAN005", ERROR, "bond253", "bonds[0].slaves[1]", "bonds[0].slaves[0]"},
		{"VLAN006", INFO, "bond254", "bonds[1]", ""},
		{"VLAN007", ERROR, "vlan30", "vlans[0].name", "vlans[0].id"},
		{"XEN001", ERROR, "bond0", "xend.bridges", "bonds[0]"},
		{"XEN002", WARNING, "bond0", "xend.bridges", "bridges[0].ports[0]"},
		{"XEN003", WARNING, "inner", "xend.bridges", "bridges[1]"},
		{"XEN004", ERROR, "vm1.example.com", "xend.bridges", "virtualization"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		points_there(*state, &cases[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_bad_example_is_pointed_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
