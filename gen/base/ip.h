/* IPv4 and IPv6 addresses, with or without a prefix length. */
#ifndef BASE_IP_H
#define BASE_IP_H

#include <stdbool.h>
#include <stdint.h>

enum { IP_TEXT = 64 }; /* bytes that the longest address with prefix needs */

struct ip {
	uint8_t family; /* 4 or 6 */
	uint8_t prefix; /* bits; 32 or 128 where none was written */
	uint8_t b[16];  /* network order; IPv4 uses the first four */
};

/* "10.0.0.1", "fe80::1": plain address, no zone, no leading zeros in IPv4. False if it is none. */
bool ip_parse(const char *s, struct ip *ip);

/* "10.0.0.1/24": address and prefix length in plain decimal, both required. */
bool ip_parse_prefix(const char *s, struct ip *ip);

/* The address alone, and with its prefix; `buf` takes IP_TEXT bytes and is returned. */
const char *ip_text(const struct ip *ip, char *buf);
const char *ip_text_prefix(const struct ip *ip, char *buf);

/* The network that `ip` lies in: host bits zero. */
struct ip ip_network(const struct ip *ip);

/* "255.255.255.0" for an IPv4 prefix. */
const char *ip_netmask(const struct ip *ip, char *buf);

/* And back, from the address that it is written as, and from text: -1 where it is none, or has a hole. */
int ip_mask_length(const struct ip *mask);
int ip_parse_mask(const char *s);

bool ip_same(const struct ip *a, const struct ip *b); /* the address, prefix aside */
bool ip_within(const struct ip *ip, const struct ip *net);

/* What the address `ip` means in the IPv4 network of `net`: in those of /31 and /32 all are hosts (RFC 3021), and
 * IPv6 has no broadcast. Outside of it: IP_HOST. */
enum ip_edge { IP_HOST, IP_NETWORK, IP_BROADCAST };

enum ip_edge ip_edge(const struct ip *ip, const struct ip *net);

bool ip_is_link_local(const struct ip *ip); /* 169.254.0.0/16, fe80::/10 */

/* An IPv4 address that bond_is_ip_target_ok() of the kernel takes and that one host can own:
 * not 0.x, not loopback, not multicast or above (224.0.0.0 to 255.255.255.255). */
bool ip_is_host4(const struct ip *ip);

#endif
