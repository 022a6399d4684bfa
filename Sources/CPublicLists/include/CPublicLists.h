// SPDX-License-Identifier: Apache-2.0
#ifndef LACUNA_PUBLIC_LISTS_H
#define LACUNA_PUBLIC_LISTS_H

#include <stddef.h>
#include <stdint.h>

// The pinned public word lists, byte for byte as they lie beside PublicLists.c (see NOTICE.txt).
// Each function gives the first byte of a list and stores its length. The bytes live forever.
const uint8_t *lacuna_public_suffix_list(size_t *length);
const uint8_t *lacuna_free_mail_domains(size_t *length);
const uint8_t *lacuna_shared_hosts(size_t *length);
const uint8_t *lacuna_name_characters(size_t *length);
const uint8_t *lacuna_name_words(size_t *length);
const uint8_t *lacuna_country_names(size_t *length);
const uint8_t *lacuna_control_initiator(size_t *length);
const uint8_t *lacuna_control_responder(size_t *length);

#endif
