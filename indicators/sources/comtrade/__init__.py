"""UN Comtrade: trade with partners abroad, as each side reports it."""
