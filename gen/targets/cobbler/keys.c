/*
 * Keys of records: FIELDS of cobbler/item_system.py (2.8.5), cobbler/items/system.py and network_interface.py
 * (3.3.7, main), cobbler/items/options/ (main).
 */
#include <string.h>

#include "base/word.h"
#include "targets/cobbler/record.h"

/* `group`: the mapping that main keeps it in, and its name there. */
static const struct names {
	const char *now, *before; /* up to 3.3, and up to 2.0 */
	const char *group, *in_group;
} names[FIELDS] = {
	[F_TYPE] = {"interface_type", "bonding", NULL, NULL},
	[F_MASTER] = {"interface_master", "bonding_master", NULL, NULL},
	[F_BOND_OPTIONS] = {"bonding_opts", NULL, NULL, NULL},
	[F_BRIDGE_OPTIONS] = {"bridge_opts", NULL, NULL, NULL},
	[F_MAC] = {"mac_address", NULL, NULL, NULL},
	[F_STATIC] = {"static", NULL, NULL, NULL},
	[F_ADDRESS] = {"ip_address", NULL, "ipv4", "address"},
	[F_NETMASK] = {"netmask", "subnet", "ipv4", "netmask"},
	[F_GATEWAY] = {"if_gateway", NULL, NULL, NULL},
	[F_MTU] = {"mtu", NULL, "ipv4", "mtu"},
	[F_ROUTES] = {"static_routes", NULL, "ipv4", "static_routes"},
	[F_ADDRESS6] = {"ipv6_address", NULL, "ipv6", "address"},
	[F_PREFIX6] = {"ipv6_prefix", NULL, "ipv6", "prefix"},
	[F_SECONDARIES6] = {"ipv6_secondaries", NULL, "ipv6", "secondaries"},
	[F_GATEWAY6] = {"ipv6_default_gateway", NULL, "ipv6", "default_gateway"},
	[F_MTU6] = {"ipv6_mtu", NULL, "ipv6", "mtu"},
	[F_ROUTES6] = {"ipv6_static_routes", NULL, "ipv6", "static_routes"},
	[F_CONNECTED] = {"connected_mode", NULL, NULL, NULL},
};

const char *cobbler_field_name(enum field f)
{
	return names[f].now;
}

/* What configures nothing on the host: the servers of DHCP and DNS that Cobbler manages, koan's guests, and
 * which interface the installer talks through. */
static const char *const idle_of_iface[] = {"management", "dhcp_tag",    "dns_name",
					    "cnames",     "virt_bridge", NULL};

/* Those of every item of main, of which an interface is one. */
static const char *const idle_of_item[] = {"uid",   "name",   "comment",    "ctime",    "mtime", "owners",
					   "depth", "parent", "system_uid", "inmemory", NULL};

static const char *const idle_of_dns[] = {"name", "common_names", NULL};

/* What the record says of the installation, of power, of koan's guests and of Cobbler's own. */
static const char *const idle_of_system[] = {
	"autoinstall",
	"autoinstall_meta",
	"boot_files",
	"boot_loader",
	"boot_loaders",
	"children",
	"comment",
	"ctime",
	"depth",
	"display_name",
	"enable_gpxe",
	"enable_ipxe",
	"fetchable_files",
	"filename",
	"image",
	"inmemory",
	"kernel_options",
	"kernel_options_post",
	"kickstart",
	"ks_meta",
	"ldap_enabled",
	"ldap_type",
	"mgmt_classes",
	"mgmt_parameters",
	"monit_enabled",
	"mtime",
	"netboot_enabled",
	"network_widget_a",
	"network_widget_b",
	"network_widget_c",
	"next_server",
	"next_server_v4",
	"next_server_v6",
	"owners",
	"parent",
	"power_address",
	"power_id",
	"power_identity_file",
	"power_options",
	"power_pass",
	"power_type",
	"power_user",
	"power",
	"profile",
	"proxy",
	"redhat_management_key",
	"redhat_management_server",
	"repos_enabled",
	"serial_baud_rate",
	"serial_device",
	"server",
	"status",
	"template_files",
	"template_remote_kickstarts",
	"tftp",
	"uid",
	"virt_auto_boot",
	"virt_cpus",
	"virt_disk_driver",
	"virt_file_size",
	"virt_path",
	"virt_pxe_boot",
	"virt_ram",
	"virt_type",
	"virt",
	"virt_bridge",
	"is_subobject",
	"last_cached_mtime",
	NULL,
};

static const char *const taken_of_system[] = {
	"interfaces",
	"name",
	"hostname",
	"gateway",
	"name_servers",
	"name_servers_search",
	"dns",
	"breed",
	"os_version",
	"ipv6_default_device",
	"ipv6_autoconfiguration",
	NULL,
};

static const char *const taken_of_dns[] = {"name_servers", "name_servers_search", NULL};

/* ---- fields ---- */

void cobbler_find_fields(struct cobbler_iface *i)
{
	for (int f = 0; f < FIELDS; f++) {
		const struct names *n = &names[f];
		const struct json *found = json_member(i->json, n->now);

		if (!cobbler_is_set(found) && n->group)
			found = json_member(json_member(i->json, n->group), n->in_group);
		if (!cobbler_is_set(found) && n->before)
			found = json_member(i->json, n->before);
		i->field[f] = cobbler_is_set(found) ? found : NULL;
	}
}

/* ---- what nobody knows ---- */

static bool is_in_group(const char *group, const char *key)
{
	for (int f = 0; f < FIELDS; f++)
		if (names[f].group && !strcmp(names[f].group, group) && !strcmp(names[f].in_group, key))
			return true;
	return !strcmp(group, "dns") && word_pick(key, idle_of_dns) >= 0;
}

static bool is_field(const char *key)
{
	for (int f = 0; f < FIELDS; f++)
		if (!strcmp(names[f].now, key) || (names[f].before && !strcmp(names[f].before, key)))
			return true;
	return word_pick(key, idle_of_iface) >= 0;
}

static const char *const groups[] = {"ipv4", "ipv6", "dns", NULL};

static bool is_group(const struct json *j)
{
	return j->kind == JSON_MAP && word_pick(j->key, groups) >= 0;
}

static void say(struct cobbler_reading *x, const char *object, const struct json *j, const char *of)
{
	if (cobbler_is_set(j))
		import_loss(x->r, object, j->key_at, "no version of Cobbler is known to have '%s' in %s",
			    j->key, of);
}

static void sweep_iface(struct cobbler_reading *x, const struct cobbler_iface *i)
{
	for (size_t k = 0; k < i->json->n; k++) {
		const struct json *j = i->json->items[k];

		if (is_group(j)) {
			for (size_t m = 0; m < j->n; m++)
				if (!is_in_group(j->key, j->items[m]->key))
					say(x, i->name, j->items[m], "an interface");
		} else if (!is_field(j->key) && word_pick(j->key, idle_of_item) < 0) {
			say(x, i->name, j, "an interface");
		}
	}
}

/* blender() repeats what an interface has for templates: "ip_address_eth0". */
static bool is_repeated(const struct cobbler_reading *x, const char *key)
{
	for (const char *at = strchr(key, '_'); at; at = strchr(at + 1, '_')) {
		const char *field = arena_strndup(x->r->arena, key, (size_t)(at - key));

		if (hash_get(x->names, at + 1) &&
		    (is_field(field) || word_pick(field, idle_of_item) >= 0 || word_pick(field, groups) >= 0))
			return true;
	}
	return false;
}

/* Blended data hold the profile, the distribution and all settings of the server: one line for these. */
static void say_others(struct cobbler_reading *x, const struct json *first, size_t n)
{
	if (n)
		import_fault(x->r, &IMP011, NULL, first->key_at,
			     "'%s'%s: of the profile, the distribution or the server, and not looked at",
			     first->key, n > 1 ? arena_printf(x->r->arena, " and %zu more", n - 1) : "")
			->severity = INFO;
}

void cobbler_say_unknown(struct cobbler_reading *x)
{
	const struct json *first = NULL, *dns = json_member(x->root, "dns");
	size_t others = 0;

	for (size_t k = 0; k < x->root->n; k++) {
		const struct json *j = x->root->items[k];

		if (word_pick(j->key, taken_of_system) >= 0 || word_pick(j->key, idle_of_system) >= 0)
			continue;
		if (!x->blended)
			say(x, NULL, j, "a system");
		else if (cobbler_is_set(j) && !is_repeated(x, j->key) && !others++)
			first = j;
	}
	say_others(x, first, others);
	for (size_t k = 0; dns && dns->kind == JSON_MAP && k < dns->n; k++)
		if (word_pick(dns->items[k]->key, taken_of_dns) < 0)
			say(x, NULL, dns->items[k], "the dns of a system");
	for (size_t i = 0; i < x->n; i++)
		sweep_iface(x, x->v[i]);
}
