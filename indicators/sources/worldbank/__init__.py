"""World Bank: governance indicators and population."""
