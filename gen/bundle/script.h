/*
 * The files of a host as a script for the shell that runs at the end of an installation, in the root of the
 * installed system: bash 2.05 and later, dash, busybox's ash, with the programs that each release has there.
 *
 * Run in a tree that nobody has changed, it leaves there what `render --root` writes (files/apply.h): whole
 * files, lines between markers in those that others write too, modes, the manifest. Run again it changes
 * nothing. What was there before and is not ours is kept below var/lib/bondwright/old. Where something is in
 * the way (damaged markers, a directory where a file should be) it says so on stderr, does the rest, and ends
 * with 1. It is one command in parentheses: what stands around it keeps its options and variables, and goes
 * on behind it; a part of it does nothing.
 *
 * An installer's file is not somebody's work: where `render --root` would ask for --force, or join a file
 * that was there, the script replaces it and keeps the copy. For Red Hat's releases it also takes away ifcfg
 * files of other names that are for an interface of the host whose own file is in place, with a copy: the init
 * script would bring that up twice.
 *
 * What the manifest of an earlier run, of this host or another, says of other files goes too, last of all and
 * only if everything else is in place, with a copy: whole files, or the lines between the markers. What was
 * edited since stays, is said (1) and remains in the manifest; so does all of it where there is no sha256sum.
 */
#ifndef BUNDLE_SCRIPT_H
#define BUNDLE_SCRIPT_H

#include "base/text.h"
#include "targets/target.h"

/*
 * Appends the script that writes r->files; a defect of its template goes to r->error. No line of it begins
 * with '%' or is one for which `spoils` says true: those which what stands around the script would take for
 * its own (NULL: none). Such a text is written in another way, not as a here-document, with each character
 * that is no letter, digit or blank apart from its neighbours.
 */
void script_write(struct render *r, bool (*spoils)(const char *line, size_t len), struct text *out);

#endif
