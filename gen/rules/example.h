/* What the examples of several blocks have in common: a host with two NICs. */
#ifndef RULES_EXAMPLE_H
#define RULES_EXAMPLE_H

#define EXAMPLE_HOST(os) "host: vm1.example.com\nos: " os "\n"
#define EXAMPLE_NICS                                                                                           \
	"nics:\n"                                                                                               \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"                                                      \
	"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"

#endif
