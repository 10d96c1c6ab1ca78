#pragma once
#include <stddef.h>
#include <sys/types.h>

/// Two connected ends of a SOCK_SEQPACKET socket, both close-on-exec, in `ends`. 0, or -1 with errno.
int linux_packet_pair(int ends[2]);

/// Sends `size` bytes as one packet, with `descriptor` attached unless it is negative; never raises
/// SIGPIPE. Returns the bytes sent, or -1 with errno.
ssize_t linux_send_packet(int socket, const void *bytes, size_t size, int descriptor);

/// Receives one packet of at most `size` bytes. A descriptor that came with it is stored in
/// `*descriptor`, close-on-exec; else that is -1. More than one, or a packet that is longer than
/// `size`, is refused with EMSGSIZE and everything that came is closed.
/// Returns the bytes received, 0 when the peer is gone, or -1 with errno.
ssize_t linux_receive_packet(int socket, void *bytes, size_t size, int *descriptor);
