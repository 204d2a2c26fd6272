"""V-Dem: electoral and liberal democracy."""
