int lacuna_ladder_placeholder(void);
