#include "CPublicLists.h"
int lacuna_lists_placeholder(void) { return 0; }
