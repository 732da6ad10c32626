/*
 * Reading what SUSE's scripts of the package sysconfig (0.70 as the oldest that can be read, 0.71) and wicked
 * read. The files of all interfaces are taken first: which of them makes what, and which stands on which, is
 * asked of all of them before any is put into the draft.
 */
#ifndef TARGETS_SUSE_READ_H
#define TARGETS_SUSE_READ_H

#include "import/assign.h"
#include "targets/suse/keys.h"

/* An ifcfg file. */
struct suse_file {
	const struct source *s;
	const char *name; /* of the interface */
	struct assignments all;
	struct hash *by_key;    /* the assignment that counts */
	struct draft_object *o; /* NULL: nothing of it is in the description */
	const char *hardware;   /* "id-00:16:3e:5e:6c:01", where the file is called by that */

	int kind;         /* enum iface_kind; -1: one that a description does not have */
	const char *what; /* it is then: "a tunnel" */

	bool starts;    /* its own STARTMODE has it set up at boot */
	bool raised;    /* one that is, sets it up */
	bool slave;     /* of a bond */
	bool enslaved;  /* slave or port */
	bool addressed; /* its addresses count */
};

struct suse_name;

struct suse_reading {
	struct reading *r;
	const struct suse_caps *caps;
	struct suse_file **v;
	size_t n;
	struct hash *by_name;

	struct suse_name *names; /* of NICs by their hardware, as udev's rules have them */
	size_t nnames;
	struct hash *by_hardware, *taken;
	unsigned assumed;
};

/* The setting that counts; NULL: it is not set, is empty, or only a shell could tell its value. */
const struct assignment *suse_get(const struct suse_file *f, const char *key);
bool suse_is(const struct suse_file *f, const char *key, const char *value);

/* Says it if only a shell could tell the value, and something depends on it. */
void suse_check_shell(struct suse_reading *s, const struct assignment *a, const struct suse_key *k,
		      const char *object);

/* Those whose keys begin so, in the order that they are walked in; `empty` ones too. */
const struct assignment **suse_indexed(const struct suse_reading *s, const struct suse_file *f,
				       const char *prefix, size_t *n);

/* An info: the setting does nothing on this host, and so it is in no description of it. */
struct finding *suse_idle(struct suse_reading *s, const struct suse_file *f, const struct assignment *a,
			  const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The next word of a value from *at on, which is then behind it; its span in *span. NULL: no more. */
const char *suse_word(struct suse_reading *s, const struct assignment *a, size_t *at, struct span *span);

/* ---- read_name.c ---- */

/* What udev rules call NICs by their addresses. */
void suse_read_names(struct suse_reading *s);

/* The interface that a file or a value means by "eth0", "eth-id-00:16:3e:5e:6c:01", "bus-pci-0000:03:00.0".
 */
const char *suse_iface(struct suse_reading *s, const char *written, struct span at);

/* True for names of the latter kinds. */
bool suse_names_hardware(const char *written);

/* What such a name of a file tells of the NIC: its address, its card. First it is remembered. */
void suse_set_hardware(struct suse_reading *s, struct suse_file *f, const char *written);
void suse_read_hardware(struct suse_reading *s, struct suse_file *f);

/* NICs that have files, into the draft in the order of udev's rules. */
void suse_mention_named(struct suse_reading *s);

/* ---- read_kind.c ---- */

/* What the file makes: f->kind, f->what. */
void suse_find_kind(struct suse_reading *s, struct suse_file *f);

/* STARTMODE, and what comes up because of others. */
void suse_find_starts(struct suse_reading *s);

/* ---- read_iface.c, read_parts.c, read_address.c, read_routes.c ---- */

void suse_set(struct suse_reading *s, struct suse_file *f, const char *key, const struct assignment *a);

/* What makes it a VLAN, a bond or a bridge. */
void suse_read_parts(struct suse_reading *s, struct suse_file *f);

void suse_read_iface(struct suse_reading *s, struct suse_file *f);
/* One that is in no description, once it is known what stands on it. */
void suse_leave_out(struct suse_reading *s, struct suse_file *f);

void suse_read_addresses(struct suse_reading *s, struct suse_file *f);
/* NETMASK_1 and the like. */
void suse_check_companion(struct suse_reading *s, struct suse_file *f, const struct assignment *a,
			  const struct suse_key *k);

void suse_read_routes(struct suse_reading *s);

/* ---- read_config.c ---- */

void suse_read_config(struct suse_reading *s);

/* ---- read.c, reader.c ---- */

void suse_read(struct reading *r);

extern const struct file_kind suse_kind_ifcfg;
extern const struct file_kind suse_kind_routes; /* routes, ifroute-NAME */
extern const struct file_kind suse_kind_config; /* etc/sysconfig/network/config */

#endif
