// SPDX-License-Identifier: Apache-2.0
#ifndef LACUNA_FUZZ_DRIVER_H
#define LACUNA_FUZZ_DRIVER_H

#include <stddef.h>
#include <stdint.h>

// libFuzzer as a library (compiler-rt, FuzzerInterface.h). Returns what the process shall exit with.
int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*one_input)(const uint8_t *data, size_t size));

#endif
