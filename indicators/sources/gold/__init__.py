"""World Bank: the price of gold."""
