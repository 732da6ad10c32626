/* Commands of up and down lines, as far as they go without a shell. */
#ifndef TARGETS_DEBIAN_READ_LINES_H
#define TARGETS_DEBIAN_READ_LINES_H

#include "targets/debian/read.h"

struct command {
	struct eni_host *h;
	struct eni_iface *i; /* in whose stanza it stands */
	const char **w;      /* its words, with what the shell would make of $IFACE; NULL behind the last */
	size_t n;
	const char *to; /* file that its output goes to; NULL: none */
	struct span at;
	bool down;
	enum line_pass pass;
};

/* The programs: each true if all that the command does is known. */
bool command_ip(const struct command *c);       /* read_ip.c */
bool command_ifconfig(const struct command *c); /* read_commands.c */
bool command_route(const struct command *c);
bool command_ifenslave(const struct command *c);
bool command_brctl(const struct command *c);
bool command_vconfig(const struct command *c);
bool command_echo(const struct command *c);

/* What commands come to. Nothing is done but in the pass whose turn it is. */
void command_kind(const struct command *c, const char *name, enum iface_kind kind);
void command_set(const struct command *c, const char *name, const char *key, const char *text);
void command_add(const struct command *c, const char *name, const char *key, const char *text);
void command_vlan(const struct command *c, const char *name, const char *parent, const char *id);
/* A slave or port. */
void command_take_in(const struct command *c, const char *name, const char *key, const char *member);
/* "default" or a network; `dev` NULL: the interface itself. False: it has no place in a description. */
bool command_add_route(const struct command *c, const char *to, const char *via, const char *dev,
		       const char *metric);
/* An option of a bond as sysfs takes it: "+10.0.0.1" for a target. */
bool command_bond_option(const struct command *c, const char *bond, const char *option, const char *value);

#endif
