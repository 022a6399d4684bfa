// SPDX-License-Identifier: Apache-2.0
#ifndef LACUNA_PUBLIC_SUFFIX_SHIM_H
#define LACUNA_PUBLIC_SUFFIX_SHIM_H

#include <idn2.h>
#include <libpsl.h>
#include <stdio.h>
#include <string.h>

// libpsl's context over a list in memory; NULL if the list cannot be read.
static inline psl_ctx_t *lacuna_public_suffixes(const void *bytes, size_t length) {
  // fmemopen with "r" only reads.
  FILE *file = fmemopen((void *)bytes, length, "r");
  if (file == NULL) return NULL;
  psl_ctx_t *context = psl_load_fp(file);
  fclose(file);
  return context;
}

// UTS #46, non-transitional, of a NUL-terminated UTF-8 host name. Writes the ASCII form and a NUL
// to `ascii`; returns the length, or 0 where there is none or it needs more than 253 bytes.
static inline size_t lacuna_host_to_ascii(const char *host, char ascii[254]) {
  uint8_t *result = NULL;
  int status = idn2_lookup_u8(
      (const uint8_t *)host, &result, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  size_t length = 0;
  if (status == IDN2_OK && result != NULL && strlen((const char *)result) <= 253) {
    length = strlen((const char *)result);
    memcpy(ascii, result, length + 1);
  }
  idn2_free(result);
  return length;
}

#endif
