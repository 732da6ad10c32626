/* What xend's network-bridge is called with. */
#ifndef TARGETS_XEND_READ_H
#define TARGETS_XEND_READ_H

#include "import/import.h"
#include "targets/xend/sxp.h"

struct argument {
	const char *text; /* NULL: it is not said */
	struct span at;
};

struct bridge_call {
	struct argument netdev, bridge, vifnum;
	struct span at;
};

struct bridge_calls {
	struct bridge_call *v;
	size_t n;
};

/* Takes a word among its arguments, "netdev=bond0". */
void xend_take_argument(struct reading *r, struct bridge_call *call, const char *word, struct span at);

/* The calls in a script of the administrator's, which starts network-bridge for each of several bridges. */
struct bridge_calls xend_read_script(struct reading *r, const struct source *s);

/* The device of the default route before xend runs, if the files tell of one; NULL: they do not. */
const char *xend_default_device(const struct draft *d);

/* The bridge that a call makes, with the host's addresses that it moves there. */
void xend_make_bridge(struct reading *r, const struct xen_release *xen, const struct bridge_call *call,
		      const char *device);

/* ---- read.c, reader.c ---- */

void xend_read(struct reading *r);

extern const struct file_kind xend_kind_config; /* xend-config.sxp */
extern const struct file_kind xend_kind_script; /* a wrapper that calls network-bridge */

#endif
