"""Development: the Human Development Index, its rank and its ten-year change."""
