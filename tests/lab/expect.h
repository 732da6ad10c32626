/* The two halves of `expect`, which says what the lab builds and what the kernel must show there. */
#ifndef LAB_EXPECT_H
#define LAB_EXPECT_H

#include "model/net.h"

/* One line: "WHAT NAME KEY", and the values. */
void print_list(const char *what, const char *name, const char *key, const struct values *list);

/* What stands around the host: the lines switch, nic, guest, world and reach. */
void print_around(const struct net *net);

#endif
