#pragma once

/// A file without a name, in memory alone; closed on exec. Returns its descriptor, or minus errno.
int memory_file(const char *name);
