/* What only files can get wrong: IMP011, RHEL003, RHEL004, and the files' half of MAC003 and RHEL001. */
#include <string.h>

#include "model/net.h"
#include "targets/rhel/read.h"

static const struct reference scripts = {
	"initscripts", "The network scripts of initscripts, branches for Red Hat Enterprise Linux 4 to 8"};
static const struct reference *const sources[] = {&scripts, NULL};

#define RELEASE(version)                                                                                     \
	"==> etc/redhat-release <==\nRed Hat Enterprise Linux Server release " version " (Tikanga)\n\n"
#define NETWORK      "==> etc/sysconfig/network <==\nNETWORKING=yes\nHOSTNAME=vm1.example.com\n\n"
#define SCRIPT(name) "==> etc/sysconfig/network-scripts/ifcfg-" name " <==\nDEVICE=" name "\nONBOOT=yes\n"
#define SLAVE(n)                                                                                             \
	SCRIPT("eth" n)                                                                                      \
	"HWADDR=00:16:3E:5E:6C:0" n "\nMASTER=bond0\nSLAVE=yes\n\n"
#define MODPROBE      "==> etc/modprobe.conf <==\n"
#define ADDRESS       "IPADDR=10.0.0.2\nNETMASK=255.255.255.0\n"
#define BOND(options) SCRIPT("bond0") ADDRESS "BONDING_OPTS=\"" options "\"\n\n"

const struct descriptor IMP011 = {
	.id = "IMP011",
	.title = "a setting that does nothing on the release",
	.severity = WARNING,
	.since = "0.1",
	.why = "The file says it, and the release's scripts pass it over: a key that they do not know, or "
	       "that came with a later "
	       "version of them, one for another kind of interface, an address beside BOOTPROTO=dhcp, MASTER "
	       "in quotes where "
	       "they look for it with grep. Whoever wrote it believes it to be in force. Where it is plain "
	       "what was meant, the "
	       "description has it; where the scripts do something else, it has that.",
	.fix = "Take the setting out, or write what the help says; then look at the running host before the "
	       "files are moved.",
	.sources = sources,
	.bad = RELEASE("5.4")
		NETWORK SCRIPT("eth0") "IPADDR=10.0.0.2\nNETMAK=255.255.0.0\nNETMASK=255.255.255.0\n",
	.good = RELEASE("5.4") NETWORK SCRIPT("eth0") "IPADDR=10.0.0.2\nNETMASK=255.255.255.0\n",
};

/* eval $(fgrep "TYPE=" FILE) in init.d/network makes one line of those it finds: behind a # all is comment.
 * RHEL 4 does not ask for TYPE. */
void rhel_type_pitfall(struct rhel_read *x, const struct ifcfg *c)
{
	const struct assignment *type = rhel_given(c, "TYPE");
	const struct source *s = c->f->s;

	if (!type || c->nm || x->r->os->ifcfg.bridges_first)
		return;
	for (size_t i = 0; i < s->nlines && s->lines[i] < type->key_at.from; i++) {
		const char *from = s->bytes + s->lines[i];
		size_t n = strcspn(from, "\n");
		const char *hash = memchr(from, '#', n);
		struct finding *f;

		if (!hash || !memmem(from, n, "TYPE=", 5) || (hash > from && !strchr(" \t;", hash[-1])))
			continue;
		f = rhel_unread(x, c, type,
				"network start does not see it behind the comment that holds TYPE=");
		f->consequence = "it takes the bridge for a NIC, and brings it up before there are VLANs";
		finding_note(x->r->findings, f,
			     (struct place){.span = {s, s->lines[i], (uint32_t)(s->lines[i] + n)}},
			     "this one");
		return;
	}
}

/* ---- RHEL003 ---- */

const struct descriptor RHEL003 = {
	.id = "RHEL003",
	.title = "bond without the alias that loads its driver",
	.severity = WARNING,
	.since = "0.1",
	.why = "ifup asks is_available of network-functions whether there is such an interface. Up to "
	       "initscripts 8.45.30 it "
	       "loads a driver only by `alias bond0 bonding` in what modprobe is told; without it, nothing "
	       "has made the bond "
	       "when ifup looks for it, unless something else has loaded the driver, and made a bond of that "
	       "name, before. "
	       "From 8.45.31 on BONDING_OPTS alone are enough.",
	.fix = "alias bondN bonding in /etc/modprobe.conf, one line for each bond. It does no harm on later "
	       "releases.",
	.verify =
		"modprobe -c | grep 'alias bond'; at boot, no \"Device bond0 does not seem to be present\".",
	.sources = sources,
	.bad = RELEASE("5.4") NETWORK MODPROBE "alias scsi_hostadapter mptbase\n\n" SLAVE("0") SLAVE("1")
		BOND("mode=1 miimon=100"),
	.good = RELEASE("5.4") NETWORK MODPROBE
	"alias scsi_hostadapter mptbase\nalias bond0 bonding\n\n" SLAVE("0") SLAVE("1")
		BOND("mode=1 miimon=100"),
};

/* RHEL 4 takes an install command too. */
static bool is_loaded(const struct rhel_read *x, const char *bond)
{
	const struct modules *m = x->r->modules;

	if (modprobe_alias(m, bond))
		return true;
	for (size_t i = 0; x->r->os->scripts.options_by_module && i < m->n; i++)
		if (m->v[i].command == MODPROBE_INSTALL && !strcmp(m->v[i].name, bond))
			return true;
	return false;
}

/* Without a file for modprobe among those that were given, there may be one all the same. */
static bool knows_modprobe(const struct rhel_read *x)
{
	return reading_has(x->r, &kind_modprobe) || x->r->tree->root;
}

static void check_alias(struct rhel_read *x, const struct ifcfg *c)
{
	bool known = knows_modprobe(x);
	struct finding *f;

	if (x->r->os->ifcfg.bond_without_alias || is_loaded(x, c->device))
		return;
	f = import_fault(x->r, &RHEL003, c->device, c->at, "nothing loads the driver for bond '%s'%s",
			 c->device, known ? "" : ", unless /etc/modprobe.conf does, which was not given");
	f->severity = known ? WARNING : INFO;
	f->consequence = arena_printf(
		x->r->arena, "ifup of this release gives up: \"Device %s does not seem to be present\"",
		c->device);
	f->help = arena_printf(x->r->arena, "alias %s bonding        in /etc/modprobe.conf", c->device);
}

/* ---- RHEL004 ---- */

const struct descriptor RHEL004 = {
	.id = "RHEL004",
	.title = "a list of ARP targets that reaches the driver as one address",
	.severity = ERROR,
	.since = "0.1",
	.why = "/sys/class/net/BOND/bonding/arp_ip_target takes one address at a time, +ADDRESS to add it. "
	       "Up to initscripts "
	       "8.45.17 ifup-eth writes what BONDING_OPTS have as it is: a list with commas is refused for "
	       "want of the +. "
	       "Later it takes a list apart itself, but still writes as it is what begins with +. Of +a,b "
	       "newer drivers take "
	       "a alone; older ones, which read it with in_aton(), make another address of it. The bond then "
	       "probes less than "
	       "was planned, or nothing, and finds all its slaves dead.",
	.fix = "arp_ip_target=+a arp_ip_target=+b before RHEL 5.2, arp_ip_target=a,b from it on.",
	.verify = "\"ARP IP target/s\" in /proc/net/bonding/BOND lists each of them.",
	.sources = sources,
	.bad = RELEASE("5.1") NETWORK MODPROBE "alias bond0 bonding\n\n" SLAVE("0") SLAVE("1")
		BOND("mode=1 arp_interval=1000 arp_ip_target=10.0.0.1,10.0.0.3"),
	.good = RELEASE("5.1") NETWORK MODPROBE "alias bond0 bonding\n\n" SLAVE("0") SLAVE("1")
		BOND("mode=1 arp_interval=1000 arp_ip_target=+10.0.0.1 arp_ip_target=+10.0.0.3"),
};

/* The words that the release wants for the list. */
static const char *targets_apart(struct rhel_read *x, const char *list)
{
	struct text t;

	text_init(&t, x->r->arena);
	while (*list) {
		size_t n;

		list += strspn(list, "+,");
		n = strcspn(list, ",");
		if (n)
			text_join(&t, x->r->os->ifcfg.arp_targets_list ? "," : " ",
				  arena_printf(x->r->arena, "%s%.*s",
					       !x->r->os->ifcfg.arp_targets_list ? "arp_ip_target=+"
					       : t.len                           ? ""
										 : "arp_ip_target=",
					       (int)n, list));
		list += n;
	}
	return t.s;
}

static void check_targets(struct rhel_read *x, const struct ifcfg *c, const struct assignment *opts)
{
	static const char key[] = "arp_ip_target=";
	bool lists = x->r->os->ifcfg.arp_targets_list || c->nm;

	for (const char *p = opts->value; *p;) {
		size_t n = rhel_word(&p);
		const char *word = arena_strndup(x->r->arena, p - n, n), *list = word + sizeof(key) - 1;
		struct finding *f;

		if (strncmp(word, key, sizeof(key) - 1) != 0 || !strchr(list, ',') ||
		    (lists && (*list != '+' || c->nm)))
			continue;
		f = import_fault(
			x->r, &RHEL004, c->device, assign_part(opts, (size_t)(p - n - opts->value), n),
			"bond '%s' does not get its ARP targets: '%s' is written as one", c->device, list);
		f->consequence = *list == '+' ? "the driver takes the first at most"
					      : "the driver refuses it: there is no + in front";
		f->help = targets_apart(x, list);
	}
}

/* ---- what has its block with the rules ---- */

void rhel_hwaddr_pitfall(struct rhel_read *x, const struct ifcfg *c, const struct assignment *hwaddr)
{
	struct finding *f;

	f = findings_add(x->r->findings, "MAC003", ERROR, (struct place){.span = hwaddr->at});
	f->object = c->device;
	f->message =
		arena_printf(x->r->arena, "'%s' is no NIC, and HWADDR picks one by its address", c->device);
	f->consequence = "ifup compares it with the address that the interface has, which is another's:\n"
			 "\"has different MAC address than expected, ignoring\"";
	f->help = "HWADDR in the files of the NICs; MACADDR here, if the interface is to have this address";
}

static void check_options(struct rhel_read *x, const struct ifcfg *c, const struct assignment *opts)
{
	struct finding *f;

	f = findings_add(x->r->findings, "RHEL001", ERROR, (struct place){.span = opts->key_at});
	f->object = c->device;
	f->message = arena_printf(
		x->r->arena,
		"the options of bond '%s' are not set: ifup of this release reads no BONDING_OPTS",
		c->device);
	f->consequence = "the driver gets those that modprobe.conf gives its module";
	f->help = arena_printf(x->r->arena, "options %s %s        in /etc/modprobe.conf", c->device,
			       opts->value);
}

void rhel_bond_pitfalls(struct rhel_read *x, const struct ifcfg *c, const struct assignment *opts)
{
	check_alias(x, c);
	if (opts && x->r->os->scripts.options_by_module)
		check_options(x, c, opts);
	else if (opts)
		check_targets(x, c, opts);
}
