/* Ethernet addresses, written as six pairs of hex digits joined by colons. */
#ifndef BASE_MAC_H
#define BASE_MAC_H

#include <stdbool.h>
#include <stdint.h>

enum { MAC_TEXT = 18 };

struct mac {
	uint8_t b[6];
};

bool mac_parse(const char *s, struct mac *mac);
const char *mac_text(const struct mac *mac, char *buf); /* lower case; `buf` takes MAC_TEXT bytes */
bool mac_same(const struct mac *a, const struct mac *b);

/* What one interface can own: not all zero, not multicast (is_valid_ether_addr() of the kernel). */
bool mac_is_unicast(const struct mac *mac);

#endif
