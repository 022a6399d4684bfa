// SPDX-License-Identifier: Apache-2.0
// What Swift cannot call: prctl takes a variable number of arguments, and mallopt is glibc's alone.
#ifndef LACUNA_CPROCESS_H
#define LACUNA_CPROCESS_H

/// Keeps the memory of this process out of files and of other processes: no core dump, neither to a file nor to a
/// program that the system hands it to, no backtrace with registers and memory, and on Linux no tracing by processes
/// of the same user.
///
/// Returns 0, or -1 where the system refuses.
int lacuna_forbid_dumps(void);

/// Has the C library give blocks of a megabyte and more back to the system as soon as they are freed. Of itself glibc
/// keeps what a long list needed once. Elsewhere it does nothing.
void lacuna_return_memory(void);

#endif
