"""Network access: one HTTP client with retries, size limits and deadlines, and sources downloaded in parallel."""
