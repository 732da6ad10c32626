/* What a file is: by content, whatever it is called. */
#include "targets/reading.h"

struct sniffed {
	const char *path, *text;
	enum role role;
};

static void sniff(struct read_file *f, const char *path, const char *text, size_t len)
{
	struct tree_file *file = arena_alloc(arena, sizeof(*file));

	*file = (struct tree_file){.path = path, .source = source_of(arena, path, text, len)};
	*f = (struct read_file){.file = file, .s = file->source};
	import_sniff(arena, f);
}

static void each(const struct sniffed *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct read_file f;

		sniff(&f, v[i].path, v[i].text, strlen(v[i].text));
		if (f.role != v[i].role)
			fail_msg("%s (%.30s): role %d, not %d", v[i].path, v[i].text, f.role, v[i].role);
		if ((f.role == ROLE_NONE || f.role == ROLE_FOREIGN || f.role == ROLE_LEFT_OUT) && !f.why)
			fail_msg("%s: nothing tells why", v[i].path);
	}
}

#define EACH(list) each(list, sizeof(list) / sizeof(*(list)))

static void content_wins_over_the_name(void **state)
{
	static const struct sniffed v[] = {
		{"ifcfg-bond0", "auto bond0\niface bond0 inet manual\n\tslaves eth0\n", ROLE_ENI},
		{"ifcfg-bond0", "# only this\niface bond0\n", ROLE_ENI},
		{"etc_network_interfaces", "\n# x\n  source interfaces.d/*\n", ROLE_ENI},
		{"r1", "DEVICE=bond0\nIPADDR=10.0.0.1\nNETMASK=255.255.255.0", ROLE_RHEL_IFCFG},
		{"eth0-dhcp", "BOOTPROTO=dhcp\nONBOOT=yes\n", ROLE_RHEL_IFCFG},
		{"interfaces", "(network-script network-bridge)\n", ROLE_XEND},
		{"anything", "options bonding mode=1\n", ROLE_MODPROBE},
		{"rules", "SUBSYSTEM==\"net\", ATTR{address}==\"00:16:3e:00:00:01\", NAME=\"eth0\"\n",
		 ROLE_UDEV},
		{"kernel.conf", "net.ipv4.ip_forward = 1\nnet/ipv4/conf/eth0.5/rp_filter=0\n", ROLE_SYSCTL},
		{"table", "default 10.0.0.1 - -\n10.1.0.0/16 10.0.0.2 - eth0\n", ROLE_SUSE_ROUTES},
		{"routes.txt", "ADDRESS0=10.1.0.0\nNETMASK0=255.255.0.0\nGATEWAY0=10.0.0.2\n",
		 ROLE_RHEL_ROUTE},
		{"network", "HOSTNAME=a\nGATEWAY=10.0.0.1\n", ROLE_RHEL_NETWORK},
		{"etc/sysconfig/network", "NETWORKING=yes\n", ROLE_RHEL_NETWORK},
	};

	(void)state;
	EACH(v);
}

static void keys_tell_rhel_from_suse(void **state)
{
	static const struct sniffed v[] = {
		{"ifcfg-br0", "STARTMODE='auto'\nBRIDGE='yes'\nBRIDGE_PORTS='eth0'\n", ROLE_SUSE_IFCFG},
		{"ifcfg-eth0", "DEVICE=eth0\nBRIDGE=br0\n", ROLE_RHEL_IFCFG},
		{"ifcfg-eth0", "IPADDR='10.0.0.1/24'\n", ROLE_SUSE_IFCFG},
		{"ifcfg-bond0", "BONDING_MASTER=yes\nTYPE=Bond\nDEVICE=bond0\n", ROLE_RHEL_IFCFG},
		{"ifcfg-bond0", "BONDING_MASTER=yes\nBONDING_SLAVE0=eth0\n", ROLE_SUSE_IFCFG},
		/* nothing tells: the directory does */
		{"etc/sysconfig/network/ifcfg-eth0", "BOOTPROTO=none\n", ROLE_SUSE_IFCFG},
		{"etc/sysconfig/network-scripts/ifcfg-eth0", "BOOTPROTO=none\n", ROLE_RHEL_IFCFG},
		{"etc/sysconfig/network/ifcfg-eth0", "", ROLE_SUSE_IFCFG},
		{"ifcfg-eth0", "BOOTPROTO=none\n", ROLE_RHEL_IFCFG},
		{"etc/sysconfig/network-scripts/ifcfg-eth0:1", "", ROLE_RHEL_IFCFG},
		{"etc/sysconfig/network-scripts/ifcfg-lo", "DEVICE=lo\nIPADDR=127.0.0.1\n", ROLE_RHEL_IFCFG},
		{"etc/sysconfig/network/config", "NETCONFIG_DNS_STATIC_SERVERS=''\n", ROLE_SUSE_CONFIG},
		{"etc/sysconfig/network/dhcp", "DHCLIENT_DEBUG=no\n", ROLE_NONE},
		{"etc/sysconfig/network/ifcfg.template", "STARTMODE=''\nBOOTPROTO=''\n", ROLE_NONE},
		{"etc/sysconfig/network/ifroute-lo", "127/8\n", ROLE_SUSE_ROUTES},
	};

	(void)state;
	EACH(v);
}

static void other_kinds_are_refused(void **state)
{
	static const struct sniffed v[] = {
		{"01-netcfg.yaml", "network:\n  version: 2\n  ethernets: {}\n", ROLE_FOREIGN},
		{"x.yaml", "root@host# cat\r\nnetwork:\r\n  ethernets:\r\n", ROLE_FOREIGN},
		{"interfaces.j2", "auto {{ nic }}\niface {{ nic }} inet dhcp\n", ROLE_FOREIGN},
		{"interfaces", "{% for n in nics %}\niface {{n}}\n{% endfor %}\n", ROLE_FOREIGN},
		{"interfaces", "auto eth0\n%for v in range(3):\niface eth0.${v}\n%endfor\n", ROLE_FOREIGN},
		{"ifcfg-eth0", "DEVICE=<%= @name %>\n", ROLE_FOREIGN},
		{"ifcfg-eth0", "DEVICE=eth0\nIPADDR=@ADDRESS@\n", ROLE_FOREIGN},
		{"interfaces", "iface eth0 inet static\n address <ADDRESS>\n", ROLE_FOREIGN},
		{"ifcfg-br-ex", "DEVICE=br-ex\nDEVICETYPE=ovs\nTYPE=OVSBridge\n", ROLE_FOREIGN},
		{"interfaces", "allow-ovs br0\niface br0 inet manual\n ovs_type OVSBridge\n", ROLE_FOREIGN},
		{"ifcfg-team0", "DEVICE=team0\nDEVICETYPE=Team\nTEAM_CONFIG='{}'\n", ROLE_FOREIGN},
		{"eth0.nmconnection", "[connection]\nid=eth0\ntype=ethernet\n", ROLE_FOREIGN},
		{"10-br0.netdev", "[NetDev]\nName=br0\nKind=bridge\n", ROLE_FOREIGN},
		{"10-br0.network", "[Match]\nName=br0\n[Network]\nDHCP=yes\n", ROLE_FOREIGN},
		{"interfaces", "<interfaces>\n</interfaces>\n", ROLE_FOREIGN},
		{"ifcfg-eth0", "{\"device\": \"eth0\"}\n", ROLE_FOREIGN},
		{"interfaces", "#!/bin/sh\nip link set eth0 up\n", ROLE_FOREIGN},
		{"interfaces", "This file describes the network of our rack.\n", ROLE_FOREIGN},
		{"ifcfg-eth0", "See the wiki.\n", ROLE_FOREIGN},
		{"etc/modprobe.d/x.conf", "See the wiki for it.\n", ROLE_FOREIGN},
		{"host.yaml", "version: 1\nhost: a\nos: rhel6\nnics: []\n", ROLE_DESCRIPTION},
		/* prose of no claim, and what lies about in the directories of the scripts */
		{"README", "This file describes the network.\n", ROLE_NONE},
		{"SOURCE", "repository: someone/thing\ncommit: 0123\n", ROLE_NONE},
		{"values.yml", "users: []\nname: \"{{ x }}\"\n", ROLE_NONE},
		{"libvirt/net.xml", "<network>\n</network>\n", ROLE_NONE},
		{"etc/sysconfig/network-scripts/ifup-eth", "#!/bin/bash\n. network-functions\n", ROLE_NONE},
		{"etc/xen/scripts/network-bridge", "#!/bin/bash\n# network-bridge (start|stop)\nfoo\n",
		 ROLE_NONE},
		{"empty", "", ROLE_NONE},
	};

	(void)state;
	EACH(v);
}

/* A shell line of an interface holds what it likes. */
static void commands_are_no_placeholders(void **state)
{
	static const struct sniffed v[] = {
		{"interfaces", "iface eth0 inet manual\n up cat <in>out\n up mail root@host@x\n", ROLE_ENI},
		{"interfaces", "iface eth0 inet manual\n# {% for %} {{ x }}\n", ROLE_ENI},
	};

	(void)state;
	EACH(v);
}

static void backups_are_left_out_as_the_scripts_do(void **state)
{
	static const struct sniffed v[] = {
		{"ifcfg-eth0~", "DEVICE=eth0\n", ROLE_LEFT_OUT},
		{"ifcfg-eth0.rpmsave", "DEVICE=eth0\n", ROLE_LEFT_OUT},
		{"ifcfg-eth0.orig", "STARTMODE=auto\n", ROLE_LEFT_OUT},
		{"r1.old", "DEVICE=eth0\n", ROLE_LEFT_OUT},
		/* by some releases: their readers say it */
		{"ifcfg-eth0.old", "DEVICE=eth0\n", ROLE_RHEL_IFCFG},
		{"ifcfg-eth0.scpmbackup", "STARTMODE=auto\n", ROLE_SUSE_IFCFG},
		{"etc/modprobe.d/bonding.conf.dpkg-old", "options bonding mode=1\n", ROLE_LEFT_OUT},
		{"interfaces.bak", "auto eth0\n", ROLE_LEFT_OUT},
		/* read as any other */
		{"ifcfg-eth0-new", "DEVICE=eth0\n", ROLE_RHEL_IFCFG},
		{"ifcfg-eth0-range0", "IPADDR_START=10.0.0.1\n", ROLE_RHEL_IFCFG},
		{"notes.bak", "nothing of ours\n", ROLE_NONE},
	};

	(void)state;
	EACH(v);
}

static void some_are_known_by_their_place(void **state)
{
	static const struct sniffed v[] = {
		{"etc/hostname", "auto eth0\n", ROLE_HOSTNAME},
		{"etc/HOSTNAME", "a.example.com\n", ROLE_HOSTNAME},
		{"etc/resolv.conf", "nameserver 10.0.0.53\n", ROLE_RESOLV_CONF},
		{"etc/debian_version", "6.0.10\n", ROLE_RELEASE},
		{"etc/os-release", "NAME=x\n", ROLE_RELEASE},
		{"etc/modules", "bonding\n", ROLE_MODULES},
		{"etc/modules-load.d/x.conf", "bonding\n", ROLE_MODULES},
		{"etc/sysconfig/modules/x.modules", "#!/bin/sh\nmodprobe bridge\n", ROLE_MODULES},
		{"etc/sysconfig/network-scripts/rule-eth0", "from 10.0.0.0/8 table 1\n", ROLE_LOST},
		{"etc/modprobe.d/bonding.conf", "# nothing\n", ROLE_MODPROBE},
		{"etc/systemd/network/10-eth0.link",
		 "[Match]\nMACAddress=00:16:3e:00:00:01\n[Link]\nName=eth0\n", ROLE_LINK},
		{"etc/xen/scripts/my", "#!/bin/sh\n\"$d/network-bridge\" \"$@\" vifnum=0\n",
		 ROLE_XEND_SCRIPT},
	};

	(void)state;
	EACH(v);
}

/* One look at each line, whatever is in it. */
static void odd_bytes_do_no_harm(void **state)
{
	static const char nul[] = "DEVICE=eth0\0x\nONBOOT=yes\n", latin[] = "# r\xe9seau\nDEVICE=eth0\n";
	size_t len = 1024 * 1024;
	char *line = arena_alloc(arena, len + 1);
	struct read_file f;

	(void)state;
	sniff(&f, "a", nul, sizeof(nul) - 1);
	assert_int_equal(f.role, ROLE_RHEL_IFCFG);
	sniff(&f, "a", latin, sizeof(latin) - 1);
	assert_int_equal(f.role, ROLE_RHEL_IFCFG);
	memset(line, '=', len);
	memcpy(line, "DEVICE=", 7);
	sniff(&f, "a", line, len);
	assert_int_equal(f.role, ROLE_RHEL_IFCFG);
	memset(line, '<', len);
	sniff(&f, "a", line, len);
	assert_int_equal(f.role, ROLE_NONE);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(content_wins_over_the_name),
		TEST(keys_tell_rhel_from_suse),
		TEST(other_kinds_are_refused),
		TEST(commands_are_no_placeholders),
		TEST(backups_are_left_out_as_the_scripts_do),
		TEST(some_are_known_by_their_place),
		TEST(odd_bytes_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
