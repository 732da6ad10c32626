/* What the lines of a file look like, whatever it is called. */
#ifndef TARGETS_SNIFF_H
#define TARGETS_SNIFF_H

#include "source/source.h"

/* Lines by the grammar that they fit; one may fit several. Comments and empty lines count nowhere. */
struct looks {
	size_t lines;
	size_t eni;      /* words that begin a line outside of a stanza of interfaces(5), with an argument */
	size_t iface;    /* those of them that begin a stanza */
	size_t assigned; /* KEY=, as a shell takes it */
	size_t modprobe, sysctl, udev;
	size_t ip_route;           /* arguments of `ip route`: with via or dev */
	size_t addresses;          /* that a line begins with, or "default" */
	size_t columns;            /* of a routing table: an address, a router */
	size_t yaml;               /* "key:" or "- " */
	bool eni_first, sxp_first; /* the first line is one */

	size_t ifcfg;      /* keys of ifcfg files */
	int rhel, suse;    /* weights of keys that only the one knows */
	bool sure;         /* a key is in no other files: DEVICE= */
	bool route_keys;   /* ADDRESS0= */
	bool network_keys; /* NETWORKING= */
	bool config_keys;  /* NETCONFIG_... */

	bool script;         /* begins with #! */
	bool network_bridge; /* xend's script is called */
	bool description;    /* keys of bondwright's own language */
	bool tabs;           /* shown as an editor shows them */
	bool link;           /* sections of a .link file */

	const char *template; /* what has to be filled in first: "{% for" */
	const char *other;    /* another kind of network configuration: "it is netplan's"; NULL: none */
	const char *markup;   /* "XML"; NULL: none */
};

struct looks looks_of(struct arena *a, const struct source *s);

#endif
