/* Files of the suse target, by the name of what they set up. */
#ifndef TESTS_UNIT_TARGETS_SUSE_FILES_H
#define TESTS_UNIT_TARGETS_SUSE_FILES_H

#include "targets/host.h"

#define NETWORK "etc/sysconfig/network/"

static inline const char *suse_ifcfg(const char *config)
{
	return text_of(arena_printf(arena, NETWORK "ifcfg-%s", config));
}

#endif
