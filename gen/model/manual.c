#include "model/manual.h"

#include <limits.h>
#include <string.h>

#include "diag/mdoc.h"
#include "model/rows.h"

/* What no table says: mdoc, as it is printed. */
static const char head[] =
	".\\\" Printed by bondwright schema --manual from the tables that the program reads by.\n"
	".Dd " BONDWRIGHT_DATE "\n"
	".Dt BONDWRIGHT-HOST 5\n"
	".Os\n"
	".Sh NAME\n"
	".Nm bondwright-host\n"
	".Nd description of a virtualisation host and of the site it stands in\n"
	".Sh DESCRIPTION\n"
	"A file describes one host: its network cards, the switches they are cabled to, the bonds, VLANs and "
	"bridges\n"
	"that are built on them, and the guests behind the bridges.\n"
	"It is YAML, in UTF-8, one document, at most 1 MiB.\n"
	"The keys of the document are those of\n"
	".Sx The host .\n"
	"Lists of NICs, bonds and so on hold mappings with a\n"
	".Cm name .\n"
	"Bonding options have the names that the kernel gives them.\n"
	".Pp\n"
	"Every fault of a file is reported in one run, with line and column.\n"
	"A fault is: a key that is not known, or given twice; a value of the wrong kind; a value that is "
	"there but empty\n"
	".Pf ( Li ~\n"
	"and\n"
	".Li null\n"
	"too), where the key ought to be left out; and everything by which YAML could mean something else "
	"than it shows:\n"
	"anchors, aliases, tags, merge keys, a second document.\n"
	"While a file has faults the rules wait.\n"
	".Ss Values\n"
	".Bl -tag -width \"address with prefix\"\n"
	".It number\n"
	"Plain decimal digits, and nothing else: not\n"
	".Li 010 ,\n"
	".Li 0x10 ,\n"
	".Li 1_500\n"
	"or\n"
	".Li 1.5 .\n"
	".It bool\n"
	".Li true\n"
	"or\n"
	".Li false ;\n"
	"also\n"
	".Li yes , no , on , off .\n"
	".It name\n"
	"Name of an interface: 1 to 15 letters, digits,\n"
	".Ql \\&. ,\n"
	".Ql _\n"
	"and\n"
	".Ql - ,\n"
	"a letter or digit first; not a number.\n"
	".It reference\n"
	"Name of an interface that the file describes, in any order.\n"
	".It label\n"
	"1 to 64 letters, digits and the characters\n"
	".Ql \\&._:/+@#- .\n"
	".It text\n"
	"At most 1024 bytes without control characters.\n"
	".It host name\n"
	"Letters, digits and\n"
	".Ql - ,\n"
	"in parts joined by dots.\n"
	".It MAC address\n"
	"Six pairs of hexadecimal digits joined by colons, in quotes:\n"
	".Li \\(dq52:54:00:12:34:56\\(dq .\n"
	"Without quotes other YAML readers take some of them for numbers.\n"
	".It address\n"
	"IPv4, or IPv6 in quotes:\n"
	".Li 10.0.0.254 ,\n"
	".Li \\(dq2001:db8::1\\(dq .\n"
	".It address with prefix\n"
	".Li 10.0.0.2/24 ,\n"
	".Li \\(dq2001:db8::2/64\\(dq .\n"
	".It network\n"
	"The same without host bits:\n"
	".Li 10.0.0.0/8 .\n"
	".El\n";

static const char example[] = "version: 1\n"
			      "host: vm2.example.com\n"
			      "os: rhel6.8\n"
			      "virtualization: openvz\n"
			      "dns: {servers: [10.2.56.53], search: [example.com]}\n"
			      "\n"
			      "switches:\n"
			      "  - {name: sw-a, stack: core, lacp: true, peers: [sw-b]}\n"
			      "  - {name: sw-b, stack: core, lacp: true, peers: [sw-a]}\n"
			      "\n"
			      "nics:\n"
			      "  - name: eth0\n"
			      "    mac: \"00:16:3e:5e:6c:01\"\n"
			      "    speed: 1000\n"
			      "    duplex: full\n"
			      "    switch: sw-a\n"
			      "    port: Gi1/0/1\n"
			      "    port_group: lacp\n"
			      "    edge: true\n"
			      "    trunk: [256]\n"
			      "    native: 1\n"
			      "  - name: eth1\n"
			      "    mac: \"00:16:3e:5e:6c:02\"\n"
			      "    speed: 1000\n"
			      "    duplex: full\n"
			      "    switch: sw-b\n"
			      "    port: Gi2/0/1\n"
			      "    port_group: lacp\n"
			      "    edge: true\n"
			      "    trunk: [256]\n"
			      "    native: 1\n"
			      "\n"
			      "bonds:\n"
			      "  - name: bond0\n"
			      "    slaves: [eth0, eth1]\n"
			      "    mode: 802.3ad\n"
			      "    miimon: 100\n"
			      "    lacp_rate: fast\n"
			      "    xmit_hash_policy: layer2+3\n"
			      "\n"
			      "vlans:\n"
			      "  - {id: 256, parent: bond0}\n"
			      "\n"
			      "bridges:\n"
			      "  - name: vzbr256\n"
			      "    ports: [bond0.256]\n"
			      "    stp: false\n"
			      "    addresses: [10.2.56.2/24]\n"
			      "    gateway: 10.2.56.1\n"
			      "\n"
			      "bridge_netfilter: false\n";

static const char tail[] = ".Sh SEE ALSO\n"
			   ".Xr bondwright 1 ,\n.Xr bondwright-rules 7\n"
			   ".Pp\n"
			   ".Lk https://www.kernel.org/doc/html/v6.1/networking/bonding.html \"Linux "
			   "Ethernet Bonding Driver HOWTO\"\n"
			   ".Pp\n"
			   "The same language as JSON Schema:\n"
			   ".Ic bondwright schema .\n"
			   "What a finding means:\n"
			   ".Ic bondwright explain Ar ID .\n";

/* ---- rows ---- */

static const char *const interface_keys[] = {"nics", "bonds", "vlans", "bridges"};

/* True for what every interface may carry: it is described once. */
static bool is_common(const struct table *table, const struct row *row)
{
	for (size_t i = 0; i < sizeof(interface_keys) / sizeof(*interface_keys); i++)
		if (table == table_of(interface_keys[i]))
			return row->place < sizeof(struct common) && strcmp(row->key, "name");
	return false;
}

static const char *number_range(struct arena *a, const struct row *row)
{
	const char *unit = row->unit ? arena_printf(a, " %s", row->unit) : "";

	if (row->min == row->max)
		return arena_printf(a, "%ld%s", row->min, unit);
	if (row->max == INT_MAX)
		return arena_printf(a, "%ld or more%s%s", row->min, row->unit ? "," : "", unit);
	return arena_printf(a, "%ld to %ld%s", row->min, row->max, unit);
}

static const char *word_list(struct arena *a, const struct row *row)
{
	struct text t;

	text_init(&t, a);
	for (const struct word *w = row->words; w->text; w++) {
		text_join(&t, w[1].text ? ", " : " or ", w->text);
		if (row->kind != K_WORD)
			text_addf(&t, " (%ld)", w->number);
	}
	return t.s;
}

static const char *xen_range(struct arena *a)
{
	const struct xen_release *rows;
	size_t n;

	rows = xen_rows(&n);
	return arena_printf(a, "\"%s\" to \"%s\", in quotes", rows[0].version, rows[n - 1].version);
}

/* What one value of the row looks like, in the words of the section on values. */
static const char *kind_text(struct arena *a, const struct row *row)
{
	switch (row->kind) {
	case K_NAME:
		return "name";
	case K_REF:
		return "reference";
	case K_LABEL:
		return "label";
	case K_TEXT:
		return "text";
	case K_HOSTNAME:
		return "host name";
	case K_RELEASE:
		return "release";
	case K_XEN:
		return xen_range(a);
	case K_BOOL:
		return "bool";
	case K_NUMBER:
		return number_range(a, row);
	case K_WORD:
	case K_OPTION:
	case K_MODE:
		return word_list(a, row);
	case K_RULE:
		return "id of a rule";
	case K_MAC:
		return "MAC address";
	case K_IP:
		return "address";
	case K_IP4:
		return "IPv4 address";
	case K_IP6:
		return "IPv6 address";
	case K_TARGET:
		return "IPv4 address of a host";
	case K_PREFIX:
		return "address with prefix";
	case K_NETWORK:
		return "network";
	case K_MAP:
		return "mapping";
	}
	return "";
}

static void row_item(struct text *out, const struct row *row)
{
	text_addf(out, ".It Ic %s\n", row->key);
	text_addf(out, ".Pq %s%s", row->required ? "required; " : "", row->list ? "list of: " : "");
	mdoc_escaped(out, kind_text(out->arena, row), strlen(kind_text(out->arena, row)));
	text_addc(out, '\n');
	mdoc_prose(out, row->doc);
	if (row->example && row->kind != K_MAP) {
		const char *e =
			arena_printf(out->arena, row->list ? "%s: [%s]" : "%s: %s", row->key, row->example);

		text_add(out, "Example:\n.Li \"");
		mdoc_escaped(out, e, strlen(e));
		text_add(out, "\"\n");
	}
}

static void items(struct text *out, const struct table *table, bool common)
{
	text_add(out, ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < table->n; i++)
		if (is_common(table, &table->rows[i]) == common)
			row_item(out, &table->rows[i]);
	text_add(out, ".El\n");
}

/* A subsection for each mapping below `table`. */
static void subsections(struct text *out, const struct table *table)
{
	for (size_t i = 0; i < table->n; i++) {
		const struct row *row = &table->rows[i];

		if (row->kind != K_MAP || is_common(table, row))
			continue;
		text_addf(out, ".Ss %s\n", row->key);
		text_addf(out, "Keys of %s%s:\n", row->list ? "each entry, " : "this mapping, ",
			  row->table->name);
		items(out, row->table, false);
		subsections(out, row->table);
	}
}

static void interfaces(struct text *out)
{
	const struct table *table = table_of("nics");

	text_add(out, ".Ss Every interface\nKeys that NICs, bonds, VLANs and bridges have in common:\n");
	items(out, table, true);
	text_add(out, ".Ss routes\nKeys of each entry:\n");
	items(out, table_find(table, "routes")->table, false);
}

/* ---- the site file ---- */

static void default_keys(struct text *out, const char *key)
{
	const struct table *table = table_of_defaults(key);
	struct text keys;

	text_init(&keys, out->arena);
	for (size_t i = 0; i < table->n; i++)
		if (table_has(table, &table->rows[i]))
			text_join(&keys, " , ", table->rows[i].key);
	text_addf(out, ".It Ic %s\n.Cm %s\n", key, keys.s);
}

static void site(struct text *out)
{
	text_add(out, ".Sh SITE FILE\nWhat the hosts of one site share, given with\n.Fl -site :\n.Bl -tag "
		      "-width Ds\n");
	for (size_t i = 0; i < site_table.n; i++)
		row_item(out, &site_table.rows[i]);
	text_add(out, ".El\n.Pp\nThe switches are added to those of the host.\n"
		      "Under\n.Cm defaults\nstand, each a mapping, the fields for\n.Bl -tag -width Ds\n");
	for (size_t i = 0; i < sizeof(interface_keys) / sizeof(*interface_keys); i++)
		default_keys(out, interface_keys[i]);
	text_add(out, ".El\n.Pp\nWhat the host says wins over a default, and a default counts as written.\n");
}

void manual_print(struct text *out)
{
	text_add(out, head);
	text_add(out, ".Ss The host\n");
	items(out, &host_table, false);
	subsections(out, &host_table);
	interfaces(out);
	site(out);
	text_add(out, ".Sh EXAMPLES\nAn OpenVZ host whose containers live in VLAN 256:\n.Bd -literal\n");
	mdoc_escaped(out, example, strlen(example));
	text_add(out, ".Ed\n");
	text_add(out, tail);
}
