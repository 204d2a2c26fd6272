"""The data folder: what is read from it as of a day, what may enter it, how a commit is made, and how all of it is checked."""
