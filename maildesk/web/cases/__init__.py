"""Cases on screen: the board, a case and its evidence, deadlines, what goes up, reports."""
