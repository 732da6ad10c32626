/* Files that every distribution has, and where each of them keeps them. */
#ifndef TARGETS_HOST_FILES_H
#define TARGETS_HOST_FILES_H

#include "targets/target.h"

/* Options of modules: etc/modprobe.d/NAME.conf, or where it is one file for all, our lines of it. */
void render_modprobe(struct render *r, const char *template, const struct view *view, const char *name);

/* Settings of the kernel: etc/sysctl.d/NAME.conf, or our lines of etc/sysctl.conf. */
void render_sysctl(struct render *r, const char *template, const struct view *view, const char *name);

/* The list `nics` for udev's rules: name and address of each NIC whose address is described. NULL: there is none. */
struct view *pinned_nics_view(const struct render *r);

/*
 * What bridge_netfilter asks for: the settings, and where /etc/modules-load.d is read, the module that brings them.
 * Elsewhere the target has it loaded: true.
 */
bool render_bridge_netfilter(struct render *r);

/* The module that brings the settings, and shared/modules filled with why it is loaded. */
const char *netfilter_module(const struct release *os);
struct view *netfilter_module_view(const struct render *r);

#endif
