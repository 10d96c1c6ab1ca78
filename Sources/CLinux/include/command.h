#pragma once
#include <sys/types.h>

/// Starts `path` with `arguments` (NULL-terminated, the first being the program's name) and
/// `environment`, in a session of its own and in the root folder: `input` becomes standard input,
/// `output` standard output and error, all else is closed, no signal is blocked. Both are above 2.
/// Returns the process id, or -1 with errno.
pid_t linux_spawn_command(
    const char *path, char *const arguments[], char *const environment[], int input, int output);

/// A pipe into which a command writes: `ends` become the one to read from, which never blocks, and
/// the one to write into; both are closed on exec. 0, or -1 with errno.
int linux_output_pipe(int ends[2]);
