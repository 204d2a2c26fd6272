"""Foreign military presence: monthly levels of each force from the dated rows of the ledger, and what follows from them."""
