#include "CLadder.h"
int lacuna_ladder_placeholder(void) { return 0; }
