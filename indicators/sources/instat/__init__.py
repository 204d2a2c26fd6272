"""The census bureau: inhabitants by region."""
