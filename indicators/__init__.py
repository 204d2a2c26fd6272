"""Mali risk indicators."""
