#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Starts `path` with `arguments` (NULL-terminated, the first being the program's name) and
/// `environment`, in a session of its own: `connection` becomes descriptor 3, standard input and
/// output are /dev/null, standard error is kept, all else is closed, no signal is blocked.
/// Returns the process id, or -1 with errno.
pid_t linux_spawn_with_connection(
    const char *path, char *const arguments[], char *const environment[], int connection);

/// The calling process can never gain privileges, can't be traced, leaves no core, and dies with the
/// thread that started it. 0, or -1 with errno.
int linux_give_up_privileges(void);

/// The calling process leaves no core, for good, and none but root reads its memory; what it
/// starts may be read again. 0, or -1 with errno.
int linux_leave_no_core(void);

/// No writing to files, no cores, `address_space` bytes of memory and `descriptors` open files, for
/// good; and unless `threads`, no further processes or threads. 0, or -1 with errno.
int linux_limit_resources(uint64_t address_space, uint64_t descriptors, bool threads);

/// Lets process `pid` run for `seconds` of processor time beyond what it has used; then the kernel
/// ends it with SIGXCPU. 0, or -1 with errno.
int linux_allow_processor_seconds(pid_t pid, uint64_t seconds);

/// Puts a compiled system call filter of `bytes` (a whole number of BPF instructions) in force.
/// Uses prctl(2), since service managers often forbid seccomp(2). 0, or -1 with errno.
int linux_load_filter(const void *program, size_t bytes);

/// As linux_load_filter, for every thread that the process has, at most 64. Threads may end
/// meanwhile, but none may begin; SIGUSR1 is used for a moment. 0, or -1 with errno: EAGAIN when a thread
/// couldn't be reached, in which case nothing untrusted may be touched.
int linux_load_filter_everywhere(const void *program, size_t bytes);

/// Threads to come allocate from the heap of the first instead of reserving 64 MiB each.
void linux_share_one_heap(void);
