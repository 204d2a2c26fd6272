"""World Food Programme: prices of food and fuel in markets."""
