"""The pulse: how the present compares with the recent past; its declaration, its four parts and what these measure. No dimension."""
