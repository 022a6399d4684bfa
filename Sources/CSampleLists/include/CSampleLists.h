// SPDX-License-Identifier: Apache-2.0
#ifndef LACUNA_SAMPLE_LISTS_H
#define LACUNA_SAMPLE_LISTS_H

#include <stddef.h>

// The bytes of companies.csv (UTF-8, RFC 4180, LF), embedded by the compiler; not null-terminated.
const unsigned char *lacuna_sample_companies(void);

// How many bytes lacuna_sample_companies() points to.
size_t lacuna_sample_companies_size(void);

#endif
