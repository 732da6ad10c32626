/* Kinds of files that are the same for all families, and what shows them. */
#include <ctype.h>
#include <string.h>

#include "base/word.h"
#include "import/host_files.h"
#include "import/looks.h"

static int mostly_or_claimed(const struct looks *l, const struct seen *own, bool claimed)
{
	return looks_mostly(l, own->lines) || (claimed && own->lines) ? SHOWN_MOSTLY : 0;
}

/* ---- modprobe, sysctl, udev, .link ---- */

static int modprobe_line(const struct line *l)
{
	static const char *const words[] = {"alias", "options", "install", "remove", "softdep", NULL};

	return (l->n > 2 && word_pick(l->w[0], words) >= 0) || (l->n == 2 && !strcmp(l->w[0], "blacklist"));
}

/* sysctl.conf(5): net.ipv4.ip_forward = 1, with slashes too, and "-" in front */
static int sysctl_line(const struct line *l)
{
	size_t n = strcspn(l->s, "= \t"), behind = n + strspn(l->s + n, " \t");

	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)l->s[i]) && !strchr("._-/*", l->s[i]))
			return 0;
	return l->s[behind] == '=' && l->s[behind + 1] != '=' && strcspn(l->s, "./") < n;
}

/* udev(7): SUBSYSTEM=="net", ATTR{address}=="...", NAME="eth0" */
static int udev_line(const struct line *l)
{
	size_t n = strspn(l->s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

	if (n && l->s[n] == '{')
		n += strcspn(l->s + n, "}") + 1;
	return n && n < strlen(l->s) && (!strncmp(l->s + n, "==\"", 3) || !strncmp(l->s + n, "!=\"", 3));
}

static int udev_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	return looks_mostly(l, own->lines) ? SHOWN_GRAMMAR : mostly_or_claimed(l, own, claimed);
}

static int link_line(const struct line *l)
{
	static const char *const sections[] = {"[Match]", "[Link]", NULL};

	return word_pick(l->w[0], sections) >= 0;
}

/* .network files have such sections too. */
static int link_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	(void)claimed;
	return own->lines && word_ends_in(l->base, ".link") ? SHOWN_GRAMMAR : 0;
}

/* ---- all of them ---- */

#define LIST(...)                                                                                            \
	(const char *const[])                                                                                \
	{                                                                                                    \
		__VA_ARGS__, NULL                                                                            \
	}

const struct file_kind kind_release = {
	.name = "release",
	.places = LIST("etc/redhat-release", "etc/centos-release", "etc/system-release", "etc/debian_version",
		       "etc/SuSE-release", "etc/os-release"),
	.links = LIST("etc/almalinux-release", "etc/rocky-release", "usr/lib/os-release"),
	.names = LIST("redhat-release", "centos-release", "system-release", "debian_version", "SuSE-release",
		      "os-release"),
	.by_name = true,
};

const struct file_kind kind_hostname = {
	.name = "hostname",
	.places = LIST("etc/hostname", "etc/HOSTNAME"),
	.names = LIST("hostname", "HOSTNAME"),
	.by_name = true,
};

const struct file_kind kind_resolv_conf = {
	.name = "resolv.conf",
	.places = LIST("etc/resolv.conf"),
	/* it is a link to one of these, by who writes it */
	.links = LIST("etc/resolv", "run/NetworkManager/resolv.conf", "run/netconfig/resolv.conf",
		      "run/resolvconf/resolv.conf", "run/systemd/resolve/"),
	.names = LIST("resolv.conf"),
	.by_name = true,
};

const struct file_kind kind_modprobe = {
	.name = "modprobe",
	.places = LIST("etc/modprobe.conf", "etc/modprobe.conf.local", "etc/modprobe.d/"),
	.names = LIST("modprobe.conf*", "*modprobe.d/*.conf"),
	.at_boot = true,
	.line = modprobe_line,
	.shows = mostly_or_claimed,
};

const struct file_kind kind_sysctl = {
	.name = "sysctl",
	.places = LIST("etc/sysctl.conf", "etc/sysctl.d/"),
	.links = LIST("etc/sysctl"),
	.names = LIST("sysctl.conf", "*sysctl.d/*.conf"),
	.at_boot = true,
	.line = sysctl_line,
	.shows = mostly_or_claimed,
};

const struct file_kind kind_udev = {
	.name = "udev rules",
	.places = LIST("etc/udev/rules.d/"),
	.links = LIST("etc/udev/"),
	.names = LIST("*.rules"),
	.at_boot = true,
	.line = udev_line,
	.shows = udev_shows,
};

const struct file_kind kind_link = {
	.name = "link",
	.places = LIST("etc/systemd/network/"),
	.names = LIST("*.link"),
	.at_boot = true,
	.line = link_line,
	.shows = link_shows,
};

/* etc/modules-load.d/ has a link to etc/modules on Debian */
const struct file_kind kind_modules = {
	.name = "modules",
	.places = LIST("etc/modules", "etc/modules-load.d/", "etc/sysconfig/modules/"),
	.names = LIST("/etc/modules", "*modules-load.d/*", "*sysconfig/modules/*"),
	.by_name = true,
};

/* ip-rule(8)'s arguments, and net-tools': ifup-routes, init.d/network */
const struct file_kind kind_lost = {
	.name = "rules and static routes",
	.places = LIST("etc/sysconfig/static-routes"),
	.names = LIST("rule-*", "rule6-*", "ifrule-*", "static-routes"),
	.by_name = true,
};

/* In the order in which their bytes are judged. */
static const struct file_kind *const kinds[] = {
	&kind_release, &kind_hostname, &kind_resolv_conf, &kind_modprobe, &kind_sysctl, &kind_udev,
	&kind_link,    &kind_modules,  &kind_lost,        &kind_mark,     NULL,
};

const struct reader reader_host = {
	.kinds = kinds,
	.host_told_by = "etc/hostname, etc/HOSTNAME, or HOSTNAME in etc/sysconfig/network",
	.read = import_host_files,
};
