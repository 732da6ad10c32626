/* The parts of import_host_files(), and what they share. */
#ifndef TARGETS_HOST_FILES_READ_H
#define TARGETS_HOST_FILES_READ_H

#include "targets/import.h"

/* A line of a file whose comments begin with # or ; and take whole lines. */
struct file_line {
	const char *text; /* without blanks around it */
	struct span at;
};

/* The next line that says something, `*n` lines having been looked at. */
bool next_line(struct arena *a, const struct source *s, unsigned *n, struct file_line *line);

/* The part of a line from `s`, which points into its text, n bytes long. */
struct span line_part(const struct file_line *line, const char *s, size_t n);

void read_sysctls(struct reading *r);
void read_udev_names(struct reading *r);
void read_links(struct reading *r);

/* What a rule of udev or a .link file ties to an address. */
void name_nic(struct reading *r, const char *name, const char *mac, struct span mac_at, struct span at);

#endif
