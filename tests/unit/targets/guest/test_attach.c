/* The lines that attach guests, by what runs them; and what cannot be attached. */
#include "targets/host.h"

#define BRIDGE      "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0]}]\n"
#define GUEST(more) "guests: [{name: web1, " more "}]\n"
#define MAC         "mac: \"52:54:00:AA:00:01\""

static void host_with(const char *os, const char *virtualization, const char *guests)
{
	render_host(os, arena_printf(arena, BRIDGE "virtualization: %s\n%s", virtualization, guests));
}

/* What the file says, without comments; "" where it is not there. */
static const char *lines_of(const char *path)
{
	const char *text = text_of(path);
	struct text out;

	text_init(&out, arena);
	for (size_t n; *text; text += n) {
		n = strcspn(text, "\n") + 1;
		if (*text != '#')
			text_addn(&out, text, n);
	}
	return out.s;
}

/* ---- by what runs them ---- */

static void libvirt(void **state)
{
	static const char element[] = "\n<interface type='bridge'>\n"
				      "  <mac address='52:54:00:aa:00:01'/>\n"
				      "  <source bridge='br0'/>\n"
				      "  <model type='virtio'/>\n"
				      "</interface>\n<!-- END bondwright -->\n";

	(void)state;
	host_with("rhel6", "kvm", GUEST("bridge: br0, " MAC));
	assert_has(text_of("etc/libvirt/qemu/web1.xml.fragment"), element);
	assert_no_loss();
	host_with("rhel6", "kvm", GUEST("bridge: br0")); /* libvirt makes an address up, and keeps it */
	assert_has(text_of("etc/libvirt/qemu/web1.xml.fragment"),
		   "\n<interface type='bridge'>\n  <source bridge='br0'/>\n");
	assert_lacks(text_of("etc/libvirt/qemu/web1.xml.fragment"), "mac");
	assert_no_loss();
}

/* "--" ends no comment of XML, and makes it one that no parser takes. */
static void a_host_name_does_not_reach_xml(void **state)
{
	struct render r = render_of("bookworm", BRIDGE "virtualization: kvm\n" GUEST("bridge: br0"));
	struct host host = *r.net->host;
	struct net net = *r.net;

	(void)state;
	host.host.s = "xn--bcher-kva.example.com";
	net.host = &host;
	r.net = &net;
	targets_render(&r);
	assert_null(r.error);
	assert_lacks(text_of("etc/libvirt/qemu/web1.xml.fragment"), "xn--");
}

static void lxc_by_generation(void **state)
{
	static const struct {
		const char *os, *net;
	} cases[] = {
		{"rhel6", "lxc.network"}, {"squeeze", "lxc.network"}, {"stretch", "lxc.network"},
		{"buster", "lxc.net.0"},  {"bookworm", "lxc.net.0"},  {"rhel8", "lxc.net.0"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *net = cases[i].net;

		host_with(cases[i].os, "lxc", GUEST("bridge: br0, device: lan0, " MAC));
		assert_string_equal(
			lines_of("var/lib/lxc/web1/config.fragment"),
			arena_printf(arena,
				     "%s.type = veth\n%s.link = br0\n%s.flags = up\n%s.name = lan0\n"
				     "%s.hwaddr = 52:54:00:aa:00:01\n",
				     net, net, net, net, net));
		assert_no_loss();
	}
	host_with("bookworm", "lxc", GUEST("bridge: br0"));
	assert_string_equal(lines_of("var/lib/lxc/web1/config.fragment"),
			    "lxc.net.0.type = veth\nlxc.net.0.link = br0\nlxc.net.0.flags = up\n");
	assert_has(text_of("var/lib/lxc/web1/config.fragment"),
		   "each start of the container makes another one up");
}

static void xen(void **state)
{
	(void)state;
	host_with("squeeze", "xen", GUEST("bridge: br0, " MAC));
	assert_string_equal(lines_of("etc/xen/web1.fragment"),
			    "vif = [ 'mac=52:54:00:aa:00:01,bridge=br0' ]\n");
	host_with("squeeze", "xen", GUEST("bridge: br0"));
	assert_string_equal(lines_of("etc/xen/web1.fragment"), "vif = [ 'bridge=br0' ]\n");
	assert_has(text_of("etc/xen/web1.fragment"), "each start of the guest makes another one up");
}

/* parse_netif_str() of vzctl gives the host's end the container's own address where host_mac is left out;
 * vznetaddbr looks for host_ifname. */
static void openvz_on_a_bridge(void **state)
{
	(void)state;
	host_with("rhel6", "openvz", GUEST("id: 137, bridge: br0, " MAC));
	assert_string_equal(lines_of("etc/vz/conf/137.conf.fragment"),
			    "NETIF=\"ifname=eth0,mac=52:54:00:aa:00:01,host_ifname=veth137.0,"
			    "host_mac=FE:FF:FF:FF:FF:FF,bridge=br0\"\n");
	assert_string_equal(lines_of("etc/vz/vznet.conf.fragment"),
			    "EXTERNAL_SCRIPT=\"/usr/sbin/vznetaddbr\"\n");
	assert_null(file_set_find(&files, "etc/sysctl.d/bondwright-venet.conf"));
	assert_no_loss();
	host_with("rhel6", "openvz", GUEST("id: 999999999, bridge: br0, device: lan0"));
	assert_string_equal(
		lines_of("etc/vz/conf/999999999.conf.fragment"),
		"NETIF=\"ifname=lan0,host_ifname=veth999999999.0,host_mac=FE:FF:FF:FF:FF:FF,bridge=br0\"\n");
}

static void openvz_routed(void **state)
{
	(void)state;
	host_with("rhel6", "openvz", GUEST("id: 137, address: 10.0.0.5"));
	assert_string_equal(lines_of("etc/vz/conf/137.conf.fragment"), "IP_ADDRESS=\"10.0.0.5\"\n");
	assert_string_equal(lines_of("etc/sysctl.d/bondwright-venet.conf"),
			    "net.ipv4.ip_forward = 1\nnet.ipv4.conf.default.proxy_arp = 0\n");
	assert_null(file_set_find(&files, "etc/vz/vznet.conf.fragment"));
	assert_no_loss();
	host_with("rhel6", "openvz", GUEST("id: 137, address: \"2001:db8::5\""));
	assert_string_equal(lines_of("etc/sysctl.d/bondwright-venet.conf"),
			    "net.ipv6.conf.all.forwarding = 1\nnet.ipv6.conf.all.proxy_ndp = 1\n");
	host_with("rhel5", "openvz", GUEST("id: 137, address: 10.0.0.5")); /* nothing reads sysctl.d there */
	assert_line(text_of("etc/sysctl.conf.fragment"), "net.ipv4.ip_forward = 1");
	assert_has(text_of("etc/sysctl.conf.fragment"), "these lines go to its end");
	assert_null(file_set_find(&files, "etc/sysctl.d/bondwright-venet.conf"));
}

/* Two targets have lines in it: one file, both between one pair of markers. */
static void sysctl_conf_is_shared(void **state)
{
	const char *text;

	(void)state;
	render_host("rhel5", BRIDGE
		    "virtualization: openvz\nbridge_netfilter: false\n" GUEST("id: 137, address: 10.0.0.5"));
	text = text_of("etc/sysctl.conf.fragment");
	assert_line(text, "net.bridge.bridge-nf-call-iptables = 0");
	assert_line(text, "net.ipv4.ip_forward = 1");
	assert_null(strstr(strstr(text, "BEGIN") + 1, "BEGIN"));
}

static void both_ways_on_one_host(void **state)
{
	(void)state;
	host_with("squeeze", "openvz",
		  "guests: [{name: a, id: 101, bridge: br0}, {name: b, id: 102, address: 10.0.0.5}]\n");
	assert_non_null(file_set_find(&files, "etc/vz/conf/101.conf.fragment"));
	assert_non_null(file_set_find(&files, "etc/vz/conf/102.conf.fragment"));
	assert_non_null(file_set_find(&files, "etc/vz/vznet.conf.fragment"));
	assert_non_null(file_set_find(&files, "etc/sysctl.d/bondwright-venet.conf"));
	assert_no_loss();
}

/* ---- what cannot be attached ---- */

/* Files that hold guests' settings; xend's own beside them do not count. */
static size_t attached(void)
{
	static const char *const places[] = {"etc/vz/conf/", "etc/libvirt/qemu/", "var/lib/lxc/", "etc/xen/"};
	size_t n = 0;

	for (size_t i = 0; i < files.n; i++)
		for (size_t k = 0; k < 4; k++)
			n += !strncmp(files.v[i].path, places[k], strlen(places[k])) &&
			     !strstr(files.v[i].text, "(network-script") && files.v[i].mode == 0644;
	return n;
}

/* Findings about guests. */
static size_t guest_losses(void)
{
	size_t n = 0;

	for (size_t i = 0; i < findings.n; i++)
		n += !strncmp(findings.v[i]->at.path, "guests", 6);
	return n;
}

static const char *host_os(const char *virtualization)
{
	return strcmp(virtualization, "xen") ? "rhel6" : "squeeze";
}

static void what_is_missing_is_said(void **state)
{
	static const struct {
		const char *virtualization, *guest, *id, *path;
	} cases[] = {
		{"none", GUEST("bridge: br0"), "LOSS003", "guests[0]"},
		{"kvm", GUEST(MAC), "LOSS003", "guests[0]"},
		{"lxc", GUEST("address: 10.0.0.5"), "LOSS003", "guests[0]"},
		{"xen", GUEST("id: 7"), "LOSS003", "guests[0]"},
		{"openvz", GUEST("id: 137"), "LOSS003", "guests[0]"},
		{"openvz", GUEST("bridge: br0"), "LOSS001", "guests[0]"},
		{"openvz", GUEST("address: 10.0.0.5"), "LOSS001", "guests[0]"},
		{"openvz", GUEST("id: 1000000000, bridge: br0"), "LOSS001", "guests[0].id"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		host_with(host_os(cases[i].virtualization), cases[i].virtualization, cases[i].guest);
		assert_loss(cases[i].id, cases[i].path);
		assert_int_equal(guest_losses(), 1);
		assert_non_null(find_loss(cases[i].id, cases[i].path)->help);
		assert_string_equal(find_loss(cases[i].id, cases[i].path)->object, "web1");
		assert_int_equal(attached(), 0);
		assert_string_equal(text_of("etc/vz/vznet.conf.fragment"), "");
	}
}

static void a_number_is_one_containers(void **state)
{
	(void)state;
	host_with("rhel6", "openvz",
		  "guests: [{name: a, id: 101, bridge: br0}, {name: b, id: 102, bridge: br0},\n"
		  "         {name: c, id: 101, address: 10.0.0.5}]\n");
	assert_only_loss("LOSS001", "guests[2].id");
	assert_string_equal(findings.v[0]->message, "container 101 is 'a' already");
	assert_int_equal(attached(), 2);
	assert_lacks(text_of("etc/vz/conf/101.conf.fragment"), "IP_ADDRESS");
	/* to the others the number says nothing */
	host_with("rhel6", "kvm",
		  "guests: [{name: a, id: 101, bridge: br0}, {name: b, id: 101, bridge: br0}]\n");
	assert_no_loss();
	assert_int_equal(attached(), 2);
}

static void venet_has_a_name_and_no_mac(void **state)
{
	(void)state;
	host_with("rhel6", "openvz", GUEST("id: 137, address: 10.0.0.5, device: eth0, " MAC));
	assert_loss("LOSS003", "guests[0].device");
	assert_loss("LOSS003", "guests[0].mac");
	assert_int_equal(findings.n, 2);
	assert_string_equal(lines_of("etc/vz/conf/137.conf.fragment"), "IP_ADDRESS=\"10.0.0.5\"\n");
}

/* What a description may call a guest, and no file. */
static void names_that_would_be_other_paths(void **state)
{
	static const struct {
		const char *virtualization, *name;
		bool good;
	} cases[] = {
		{"kvm", "a/b", false},
		{"kvm", "..", false},
		{"kvm", "\"#1\"", false},
		{"kvm", "a#b", false},
		{"kvm", "-x", false},
		{"kvm", ".hidden", false},
		{"kvm", "../../shadow", false},
		{"lxc", "..", false},
		{"lxc", "-n", false},
		{"lxc", "a/b", false},
		{"xen", "scripts", false},
		{"xen", "auto", false},
		{"xen", "xend-config.sxp", false},
		{"xen", "xl.conf", false},
		{"xen", "web.xml", false},
		{"kvm", "scripts", true},
		{"kvm", "web.xml", true},
		{"lxc", "xl.conf", true},
		{"xen", "a--b", true},
		{"kvm", "a--b", true},
		{"xen", "web1.example.com", true},
		{"lxc", "1st_web+db@x:1", true},
		/* the number makes OpenVZ's path, and the name stands in a comment */
		{"openvz", "a/b", true},
		{"openvz", "a#b", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		host_with(host_os(cases[i].virtualization), cases[i].virtualization,
			  arena_printf(arena, "guests: [{name: %s, id: 137, bridge: br0}]\n", cases[i].name));
		if (attached() != cases[i].good || guest_losses() == cases[i].good ||
		    !find_loss("LOSS001", "guests[0].name") != cases[i].good)
			fail_msg("%s for %s", cases[i].name, cases[i].virtualization);
	}
}

static void no_guests_no_files(void **state)
{
	static const char *const technologies[] = {"none", "xen", "kvm", "lxc", "openvz"};

	(void)state;
	for (size_t i = 0; i < sizeof(technologies) / sizeof(*technologies); i++) {
		host_with(host_os(technologies[i]), technologies[i], "");
		assert_int_equal(attached(), 0);
		assert_null(file_set_find(&files, "etc/vz/vznet.conf.fragment"));
		assert_null(file_set_find(&files, "etc/sysctl.d/bondwright-venet.conf"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(libvirt),
		TEST(a_host_name_does_not_reach_xml),
		TEST(lxc_by_generation),
		TEST(xen),
		TEST(openvz_on_a_bridge),
		TEST(openvz_routed),
		TEST(sysctl_conf_is_shared),
		TEST(both_ways_on_one_host),
		TEST(what_is_missing_is_said),
		TEST(a_number_is_one_containers),
		TEST(venet_has_a_name_and_no_mac),
		TEST(names_that_would_be_other_paths),
		TEST(no_guests_no_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
