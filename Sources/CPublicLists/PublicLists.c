// SPDX-License-Identifier: Apache-2.0
#include "CPublicLists.h"

// #embed is C23; clang offers it in every mode, as an extension.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t public_suffix_list[] = {
#embed "public_suffix_list.dat"
};

static const uint8_t free_mail_domains[] = {
#embed "free-mail-domains.txt"
};

static const uint8_t shared_hosts[] = {
#embed "shared-hosts.txt"
};

static const uint8_t name_characters[] = {
#embed "name-characters.txt"
};

static const uint8_t name_words[] = {
#embed "name-words.txt"
};

static const uint8_t country_names[] = {
#embed "country-names.txt"
};

static const uint8_t control_initiator[] = {
#embed "control-initiator.csv"
};

static const uint8_t control_responder[] = {
#embed "control-responder.csv"
};

const uint8_t *lacuna_public_suffix_list(size_t *length) {
  *length = sizeof public_suffix_list;
  return public_suffix_list;
}

const uint8_t *lacuna_free_mail_domains(size_t *length) {
  *length = sizeof free_mail_domains;
  return free_mail_domains;
}

const uint8_t *lacuna_shared_hosts(size_t *length) {
  *length = sizeof shared_hosts;
  return shared_hosts;
}

const uint8_t *lacuna_name_characters(size_t *length) {
  *length = sizeof name_characters;
  return name_characters;
}

const uint8_t *lacuna_name_words(size_t *length) {
  *length = sizeof name_words;
  return name_words;
}

const uint8_t *lacuna_country_names(size_t *length) {
  *length = sizeof country_names;
  return country_names;
}

const uint8_t *lacuna_control_initiator(size_t *length) {
  *length = sizeof control_initiator;
  return control_initiator;
}

const uint8_t *lacuna_control_responder(size_t *length) {
  *length = sizeof control_responder;
  return control_responder;
}
