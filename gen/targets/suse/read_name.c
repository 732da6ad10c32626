/*
 * Names of NICs. On SLES 10 files and values may name one by its hardware, which getcfg finds: eth-id-MAC,
 * eth-bus-pci-ADDRESS, without eth- too (getcfg-parse-hwdesc(8)). What it is called, udev's rules say.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/mac.h"
#include "base/word.h"
#include "targets/suse/read.h"

struct suse_name {
	const char *hardware; /* "id-00:16:3e:5e:6c:01", "bus-pci-0000:03:00.0", in lower case */
	const char *name;
	struct span at;
};

/* Behind "eth-", in lower case; NULL: it is no description of hardware. */
static const char *hardware_of(struct arena *a, const char *written)
{
	char *lower;

	if (!suse_names_hardware(written))
		return NULL;
	lower = arena_strdup(a, strncmp(written, "eth-", 4) ? written : written + 4);
	for (char *p = lower; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return lower;
}

bool suse_names_hardware(const char *written)
{
	const char *s = strncmp(written, "eth-", 4) ? written : written + 4;

	return !strncmp(s, "id-", 3) || !strncmp(s, "bus-", 4);
}

static void add_name(struct suse_reading *s, const char *hardware, const char *name, struct span at)
{
	arena_push(s->r->arena, s->names, s->nnames, ((struct suse_name){hardware, name, at}));
	hash_put(s->by_hardware, hardware, (void *)name);
	hash_put(s->taken, name, (void *)name);
}

/* ---- udev ---- */

/* The text behind `mark` up to a quote or blank. */
static const char *behind(struct arena *a, const char *line, const char *mark)
{
	const char *p = strstr(line, mark);

	return p ? arena_strndup(a, p + strlen(mark), strcspn(p + strlen(mark), "\" \t,")) : NULL;
}

/* SYSFS{address}=="MAC", IMPORT="/lib/udev/rename_netiface %k eth0", later ATTR{address}=="MAC", NAME="eth0"
 */
static void read_rule(struct suse_reading *s, const char *line, struct span at)
{
	struct arena *a = s->r->arena;
	const char *address = behind(a, line, "{address}==\""),
		   *name = behind(a, line, "rename_netiface %k ");
	char buf[MAC_TEXT];
	struct mac mac;

	if (!name)
		name = behind(a, line, " NAME=\"");
	if (!address || !name || !*name || *line == '#' || !mac_parse(address, &mac))
		return;
	add_name(s, arena_printf(a, "id-%s", mac_text(&mac, buf)), name, at);
}

void suse_read_names(struct suse_reading *s)
{
	s->by_hardware = hash_new(s->r->arena);
	s->taken = hash_new(s->r->arena);
	for (size_t i = 0; i < s->r->n; i++) {
		const struct source *rules = s->r->files[i].s;
		const char *text;
		size_t len;

		if (s->r->files[i].kind != &kind_udev)
			continue;
		for (unsigned n = 1; source_line(rules, n, &text, &len); n++) {
			uint32_t from = (uint32_t)(text - rules->bytes);

			read_rule(s, arena_strndup(s->r->arena, text, len),
				  (struct span){rules, from, from + (uint32_t)len});
		}
	}
}

void suse_mention_named(struct suse_reading *s)
{
	for (size_t i = 0; i < s->nnames; i++) {
		const struct suse_name *name = &s->names[i];
		const struct suse_file *f = hash_get(s->by_name, name->name);

		if (f && f->kind == NIC)
			draft_mention(s->r->draft, name->name, name->at);
	}
}

/* ---- names that nothing tells ---- */

static const char *assume(struct suse_reading *s, const char *written, const char *hardware, struct span at)
{
	const char *name;
	struct finding *f;

	do
		name = arena_printf(s->r->arena, "eth%u", s->assumed++);
	while (hash_get(s->taken, name));
	add_name(s, hardware, name, at);
	f = import_fault(s->r, &IMP008, name, at, "no file tells the name of '%s': it is called %s", written,
			 name);
	f->help = "give the udev rules that name the NICs, etc/udev/rules.d/30-net_persistent_names.rules";
	return name;
}

const char *suse_iface(struct suse_reading *s, const char *written, struct span at)
{
	const char *hardware = hardware_of(s->r->arena, written), *name;

	if (!hardware) {
		hash_put(s->taken, written, (void *)written);
		return written;
	}
	name = hash_get(s->by_hardware, hardware);
	return name ? name : assume(s, written, hardware, at);
}

/* ---- what such a name tells ---- */

void suse_set_hardware(struct suse_reading *s, struct suse_file *f, const char *written)
{
	f->hardware = hardware_of(s->r->arena, written);
	if (!s->caps->nics_by_mac)
		import_fault(s->r, &IMP004, f->name, (struct span){f->s, 0, 0},
			     "the scripts of this release go by the name of the interface, and not by '%s': "
			     "the file counts "
			     "for none",
			     written)
			->help = arena_printf(s->r->arena, "ifcfg-%s", f->name);
}

void suse_read_hardware(struct suse_reading *s, struct suse_file *f)
{
	struct span at = {f->s, 0, 0};
	const char *slot, *dot;

	if (!f->hardware)
		return;
	if (!strncmp(f->hardware, "id-", 3)) {
		draft_set(s->r->draft, f->o, "mac", f->hardware + 3, at);
		return;
	}
	/* functions of one PCI device are one card */
	slot = strncmp(f->hardware, "bus-pci-", 8) ? NULL : f->hardware + 8;
	dot = slot ? strrchr(slot, '.') : NULL;
	if (dot)
		draft_set(s->r->draft, f->o, "card", arena_strndup(s->r->arena, slot, (size_t)(dot - slot)),
			  at);
	else
		import_loss(s->r, f->name, at, "'%s' is found by its place: %s", f->name, f->hardware);
}
