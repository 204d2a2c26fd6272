"""UNDP: the Human Development Index and its components."""
