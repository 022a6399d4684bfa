int lacuna_lists_placeholder(void);
