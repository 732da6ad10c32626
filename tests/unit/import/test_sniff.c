/* What a file is: by content, whatever it is called. */
#include "import/reading.h"

#include "targets/debian/read.h"
#include "targets/rhel/read.h"
#include "targets/suse/read.h"
#include "targets/xend/read.h"

struct sniffed {
	const char *path, *text;
	enum fate fate;
	const struct file_kind *kind;
};

static void sniff(struct read_file *f, const char *path, const char *text, size_t len)
{
	struct tree_file *file = arena_alloc(arena, sizeof(*file));

	*file = (struct tree_file){.path = path, .source = source_of(arena, path, text, len)};
	*f = (struct read_file){.file = file, .s = file->source};
	import_sniff(arena, f, NULL);
}

static void each(const struct sniffed *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct read_file f;

		sniff(&f, v[i].path, v[i].text, strlen(v[i].text));
		if (f.fate != v[i].fate || f.kind != v[i].kind)
			fail_msg("%s (%.30s): %d %s, not %d %s", v[i].path, v[i].text, f.fate,
				 f.kind ? f.kind->name : "", v[i].fate, v[i].kind ? v[i].kind->name : "");
		if (!f.kind && f.fate != FATE_DESCRIPTION && !f.why)
			fail_msg("%s: nothing tells why", v[i].path);
	}
}

#define EACH(list) each(list, sizeof(list) / sizeof(*(list)))

static void content_wins_over_the_name(void **state)
{
	static const struct sniffed v[] = {
		{"ifcfg-bond0", "auto bond0\niface bond0 inet manual\n\tslaves eth0\n",
		 FATE_READ, &debian_kind_interfaces},
		{"ifcfg-bond0", "# only this\niface bond0\n", FATE_READ, &debian_kind_interfaces},
		{"etc_network_interfaces", "\n# x\n  source interfaces.d/*\n",
		 FATE_READ, &debian_kind_interfaces},
		{"r1", "DEVICE=bond0\nIPADDR=10.0.0.1\nNETMASK=255.255.255.0", FATE_READ, &rhel_kind_ifcfg},
		{"eth0-dhcp", "BOOTPROTO=dhcp\nONBOOT=yes\n", FATE_READ, &rhel_kind_ifcfg},
		{"interfaces", "(network-script network-bridge)\n", FATE_READ, &xend_kind_config},
		{"anything", "options bonding mode=1\n", FATE_READ, &kind_modprobe},
		{"rules", "SUBSYSTEM==\"net\", ATTR{address}==\"00:16:3e:00:00:01\", NAME=\"eth0\"\n",
		 FATE_READ, &kind_udev},
		{"kernel.conf", "net.ipv4.ip_forward = 1\nnet/ipv4/conf/eth0.5/rp_filter=0\n",
		 FATE_READ, &kind_sysctl},
		{"table", "default 10.0.0.1 - -\n10.1.0.0/16 10.0.0.2 - eth0\n",
		 FATE_READ, &suse_kind_routes},
		{"routes.txt", "ADDRESS0=10.1.0.0\nNETMASK0=255.255.0.0\nGATEWAY0=10.0.0.2\n",
		 FATE_READ, &rhel_kind_route},
		{"network", "HOSTNAME=a\nGATEWAY=10.0.0.1\n", FATE_READ, &rhel_kind_network},
		{"etc/sysconfig/network", "NETWORKING=yes\n", FATE_READ, &rhel_kind_network},
	};

	(void)state;
	EACH(v);
}

static void keys_tell_rhel_from_suse(void **state)
{
	static const struct sniffed v[] = {
		{"ifcfg-br0", "STARTMODE='auto'\nBRIDGE='yes'\nBRIDGE_PORTS='eth0'\n",
		 FATE_READ, &suse_kind_ifcfg},
		{"ifcfg-eth0", "DEVICE=eth0\nBRIDGE=br0\n", FATE_READ, &rhel_kind_ifcfg},
		{"ifcfg-eth0", "IPADDR='10.0.0.1/24'\n", FATE_READ, &suse_kind_ifcfg},
		{"ifcfg-bond0", "BONDING_MASTER=yes\nTYPE=Bond\nDEVICE=bond0\n", FATE_READ, &rhel_kind_ifcfg},
		{"ifcfg-bond0", "BONDING_MASTER=yes\nBONDING_SLAVE0=eth0\n", FATE_READ, &suse_kind_ifcfg},
		/* nothing tells: the directory does */
		{"etc/sysconfig/network/ifcfg-eth0", "BOOTPROTO=none\n", FATE_READ, &suse_kind_ifcfg},
		{"etc/sysconfig/network-scripts/ifcfg-eth0", "BOOTPROTO=none\n", FATE_READ, &rhel_kind_ifcfg},
		{"etc/sysconfig/network/ifcfg-eth0", "", FATE_READ, &suse_kind_ifcfg},
		{"ifcfg-eth0", "BOOTPROTO=none\n", FATE_READ, &rhel_kind_ifcfg},
		{"etc/sysconfig/network-scripts/ifcfg-eth0:1", "", FATE_READ, &rhel_kind_ifcfg},
		{"etc/sysconfig/network-scripts/ifcfg-lo", "DEVICE=lo\nIPADDR=127.0.0.1\n",
		 FATE_READ, &rhel_kind_ifcfg},
		{"etc/sysconfig/network/config", "NETCONFIG_DNS_STATIC_SERVERS=''\n",
		 FATE_READ, &suse_kind_config},
		{"etc/sysconfig/network/dhcp", "DHCLIENT_DEBUG=no\n", FATE_NONE, NULL},
		{"etc/sysconfig/network/ifcfg.template", "STARTMODE=''\nBOOTPROTO=''\n", FATE_NONE, NULL},
		{"etc/sysconfig/network/ifroute-lo", "127/8\n", FATE_READ, &suse_kind_routes},
	};

	(void)state;
	EACH(v);
}

static void other_kinds_are_refused(void **state)
{
	static const struct sniffed v[] = {
		{"01-netcfg.yaml", "network:\n  version: 2\n  ethernets: {}\n", FATE_FOREIGN, NULL},
		{"x.yaml", "root@host# cat\r\nnetwork:\r\n  ethernets:\r\n", FATE_FOREIGN, NULL},
		{"interfaces.j2", "auto {{ nic }}\niface {{ nic }} inet dhcp\n", FATE_FOREIGN, NULL},
		{"interfaces", "{% for n in nics %}\niface {{n}}\n{% endfor %}\n", FATE_FOREIGN, NULL},
		{"interfaces", "auto eth0\n%for v in range(3):\niface eth0.${v}\n%endfor\n",
		 FATE_FOREIGN, NULL},
		{"ifcfg-eth0", "DEVICE=<%= @name %>\n", FATE_FOREIGN, NULL},
		{"ifcfg-eth0", "DEVICE=eth0\nIPADDR=@ADDRESS@\n", FATE_FOREIGN, NULL},
		{"interfaces", "iface eth0 inet static\n address <ADDRESS>\n", FATE_FOREIGN, NULL},
		{"ifcfg-br-ex", "DEVICE=br-ex\nDEVICETYPE=ovs\nTYPE=OVSBridge\n", FATE_FOREIGN, NULL},
		{"interfaces", "allow-ovs br0\niface br0 inet manual\n ovs_type OVSBridge\n",
		 FATE_FOREIGN, NULL},
		{"ifcfg-team0", "DEVICE=team0\nDEVICETYPE=Team\nTEAM_CONFIG='{}'\n", FATE_FOREIGN, NULL},
		{"eth0.nmconnection", "[connection]\nid=eth0\ntype=ethernet\n", FATE_FOREIGN, NULL},
		{"10-br0.netdev", "[NetDev]\nName=br0\nKind=bridge\n", FATE_FOREIGN, NULL},
		{"10-br0.network", "[Match]\nName=br0\n[Network]\nDHCP=yes\n", FATE_FOREIGN, NULL},
		{"interfaces", "<interfaces>\n</interfaces>\n", FATE_FOREIGN, NULL},
		{"ifcfg-eth0", "{\"device\": \"eth0\"}\n", FATE_FOREIGN, NULL},
		{"interfaces", "#!/bin/sh\nip link set eth0 up\n", FATE_FOREIGN, NULL},
		{"interfaces", "This file describes the network of our rack.\n", FATE_FOREIGN, NULL},
		{"ifcfg-eth0", "See the wiki.\n", FATE_FOREIGN, NULL},
		{"etc/modprobe.d/x.conf", "See the wiki for it.\n", FATE_FOREIGN, NULL},
		{"host.yaml", "version: 1\nhost: a\nos: rhel6\nnics: []\n", FATE_DESCRIPTION, NULL},
		/* prose of no claim, and what lies about in the directories of the scripts */
		{"README", "This file describes the network.\n", FATE_NONE, NULL},
		{"SOURCE", "repository: someone/thing\ncommit: 0123\n", FATE_NONE, NULL},
		{"values.yml", "users: []\nname: \"{{ x }}\"\n", FATE_NONE, NULL},
		{"libvirt/net.xml", "<network>\n</network>\n", FATE_NONE, NULL},
		{"etc/sysconfig/network-scripts/ifup-eth", "#!/bin/bash\n. network-functions\n",
		 FATE_NONE, NULL},
		{"etc/xen/scripts/network-bridge", "#!/bin/bash\n# network-bridge (start|stop)\nfoo\n",
		 FATE_NONE, NULL},
		{"empty", "", FATE_NONE, NULL},
	};

	(void)state;
	EACH(v);
}

/* A shell line of an interface holds what it likes. */
static void commands_are_no_placeholders(void **state)
{
	static const struct sniffed v[] = {
		{"interfaces", "iface eth0 inet manual\n up cat <in>out\n up mail root@host@x\n",
		 FATE_READ, &debian_kind_interfaces},
		{"interfaces", "iface eth0 inet manual\n# {% for %} {{ x }}\n",
		 FATE_READ, &debian_kind_interfaces},
	};

	(void)state;
	EACH(v);
}

static void backups_are_left_out_as_the_scripts_do(void **state)
{
	static const struct sniffed v[] = {
		{"ifcfg-eth0~", "DEVICE=eth0\n", FATE_LEFT_OUT, NULL},
		{"ifcfg-eth0.rpmsave", "DEVICE=eth0\n", FATE_LEFT_OUT, NULL},
		{"ifcfg-eth0.orig", "STARTMODE=auto\n", FATE_LEFT_OUT, NULL},
		{"r1.old", "DEVICE=eth0\n", FATE_LEFT_OUT, NULL},
		/* by some releases: their readers say it */
		{"ifcfg-eth0.old", "DEVICE=eth0\n", FATE_READ, &rhel_kind_ifcfg},
		{"ifcfg-eth0.scpmbackup", "STARTMODE=auto\n", FATE_READ, &suse_kind_ifcfg},
		{"etc/modprobe.d/bonding.conf.dpkg-old", "options bonding mode=1\n", FATE_LEFT_OUT, NULL},
		{"interfaces.bak", "auto eth0\n", FATE_LEFT_OUT, NULL},
		/* read as any other */
		{"ifcfg-eth0-new", "DEVICE=eth0\n", FATE_READ, &rhel_kind_ifcfg},
		{"ifcfg-eth0-range0", "IPADDR_START=10.0.0.1\n", FATE_READ, &rhel_kind_ifcfg},
		{"notes.bak", "nothing of ours\n", FATE_NONE, NULL},
	};

	(void)state;
	EACH(v);
}

static void some_are_known_by_their_place(void **state)
{
	static const struct sniffed v[] = {
		{"etc/hostname", "auto eth0\n", FATE_READ, &kind_hostname},
		{"etc/HOSTNAME", "a.example.com\n", FATE_READ, &kind_hostname},
		{"etc/resolv.conf", "nameserver 10.0.0.53\n", FATE_READ, &kind_resolv_conf},
		{"etc/debian_version", "6.0.10\n", FATE_READ, &kind_release},
		{"etc/os-release", "NAME=x\n", FATE_READ, &kind_release},
		{"etc/modules", "bonding\n", FATE_READ, &kind_modules},
		{"etc/modules-load.d/x.conf", "bonding\n", FATE_READ, &kind_modules},
		{"etc/sysconfig/modules/x.modules", "#!/bin/sh\nmodprobe bridge\n", FATE_READ, &kind_modules},
		{"etc/sysconfig/network-scripts/rule-eth0", "from 10.0.0.0/8 table 1\n",
		 FATE_READ, &kind_lost},
		{"etc/modprobe.d/bonding.conf", "# nothing\n", FATE_READ, &kind_modprobe},
		{"etc/systemd/network/10-eth0.link",
		 "[Match]\nMACAddress=00:16:3e:00:00:01\n[Link]\nName=eth0\n", FATE_READ, &kind_link},
		{"etc/xen/scripts/my", "#!/bin/sh\n\"$d/network-bridge\" \"$@\" vifnum=0\n",
		 FATE_READ, &xend_kind_script},
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
	assert_ptr_equal(f.kind, &rhel_kind_ifcfg);
	sniff(&f, "a", latin, sizeof(latin) - 1);
	assert_ptr_equal(f.kind, &rhel_kind_ifcfg);
	memset(line, '=', len);
	memcpy(line, "DEVICE=", 7);
	sniff(&f, "a", line, len);
	assert_ptr_equal(f.kind, &rhel_kind_ifcfg);
	memset(line, '<', len);
	sniff(&f, "a", line, len);
	assert_int_equal(f.fate, FATE_NONE);
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
