// SPDX-License-Identifier: Apache-2.0

#include "CProcess.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void lacuna_return_memory(void) {
#ifdef __GLIBC__
  // Fixed: otherwise the threshold grows to the size of the largest block that was freed. Above a MiB, so that the blocks of one
  // chunk of a file serve for the next.
  mallopt(M_MMAP_THRESHOLD, 3 << 19);
#endif
}
