#include "base/ip.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static unsigned bits(const struct ip *ip)
{
	return ip->family == 4 ? 32 : 128;
}

bool ip_parse(const char *s, struct ip *ip)
{
	*ip = (struct ip){0};
	if (inet_pton(AF_INET, s, ip->b) == 1)
		ip->family = 4;
	else if (inet_pton(AF_INET6, s, ip->b) == 1)
		ip->family = 6;
	else
		return false;
	ip->prefix = (uint8_t)bits(ip);
	return true;
}

bool ip_parse_prefix(const char *s, struct ip *ip)
{
	const char *slash = strchr(s, '/');
	char address[IP_TEXT];
	unsigned prefix = 0;

	if (!slash || (size_t)(slash - s) >= sizeof(address))
		return false;
	memcpy(address, s, (size_t)(slash - s));
	address[slash - s] = '\0';
	if (!ip_parse(address, ip))
		return false;
	if (!slash[1] || strlen(slash + 1) > 3 || (slash[1] == '0' && slash[2]))
		return false;
	for (const char *p = slash + 1; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		prefix = prefix * 10 + (unsigned)(*p - '0');
	}
	ip->prefix = (uint8_t)prefix;
	return prefix <= bits(ip);
}

const char *ip_text(const struct ip *ip, char *buf)
{
	return inet_ntop(ip->family == 4 ? AF_INET : AF_INET6, ip->b, buf, IP_TEXT);
}

const char *ip_text_prefix(const struct ip *ip, char *buf)
{
	ip_text(ip, buf);
	snprintf(buf + strlen(buf), IP_TEXT - strlen(buf), "/%u", ip->prefix);
	return buf;
}

struct ip ip_network(const struct ip *ip)
{
	struct ip net = *ip;

	for (unsigned i = 0; i < bits(ip); i++)
		if (i >= ip->prefix)
			net.b[i / 8] &= (uint8_t) ~(0x80u >> i % 8);
	return net;
}

const char *ip_netmask(const struct ip *ip, char *buf)
{
	struct ip ones = {.family = 4, .prefix = ip->prefix, .b = {255, 255, 255, 255}};

	ones = ip_network(&ones);
	return ip_text(&ones, buf);
}

int ip_mask_length(const struct ip *mask)
{
	uint32_t bits = (uint32_t)mask->b[0] << 24 | (uint32_t)mask->b[1] << 16 | (uint32_t)mask->b[2] << 8 |
			mask->b[3];
	int n = 0;

	for (; bits & 1u << 31; bits <<= 1)
		n++;
	return mask->family != 4 || bits ? -1 : n;
}

int ip_parse_mask(const char *s)
{
	struct ip mask;

	return ip_parse(s, &mask) ? ip_mask_length(&mask) : -1;
}

bool ip_same(const struct ip *a, const struct ip *b)
{
	return a->family == b->family && !memcmp(a->b, b->b, sizeof(a->b));
}

bool ip_within(const struct ip *ip, const struct ip *net)
{
	unsigned whole = net->prefix / 8, rest = net->prefix % 8;

	if (ip->family != net->family || memcmp(ip->b, net->b, whole) != 0)
		return false;
	return !rest || !((ip->b[whole] ^ net->b[whole]) >> (8 - rest));
}

bool ip_is_link_local(const struct ip *ip)
{
	if (ip->family == 4)
		return ip->b[0] == 169 && ip->b[1] == 254;
	return ip->b[0] == 0xfe && (ip->b[1] & 0xc0) == 0x80;
}

bool ip_is_host4(const struct ip *ip)
{
	return ip->family == 4 && ip->b[0] != 0 && ip->b[0] != 127 && ip->b[0] < 224;
}

enum ip_edge ip_edge(const struct ip *ip, const struct ip *net)
{
	bool zeros = true, ones = true;

	if (ip->family != 4 || net->family != 4 || net->prefix > 30 || !ip_within(ip, net))
		return IP_HOST;
	for (unsigned i = net->prefix; i < 32; i++) {
		bool bit = ip->b[i / 8] >> (7 - i % 8) & 1;

		zeros &= !bit;
		ones &= bit;
	}
	return zeros ? IP_NETWORK : ones ? IP_BROADCAST : IP_HOST;
}
