// SPDX-License-Identifier: Apache-2.0
#include "CSampleLists.h"

// C23, which the package's other C does without; clang has it in every mode, with a warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char companies[] = {
#embed "companies.csv"
};

const unsigned char *lacuna_sample_companies(void) { return companies; }

size_t lacuna_sample_companies_size(void) { return sizeof companies; }
