"""ViEWS' forecasts beside ours, for a user who asks: fetched from its API into the private folder, never into the data folder.

The room lies above pages, tables and store, so that nothing which is published can import it.
"""
