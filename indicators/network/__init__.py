"""The way to publishers: one HTTP client with retries, size limits and deadlines, and sources fetched side by side."""
