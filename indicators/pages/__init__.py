"""Streamlit pages: each loads, asks, filters and shows; the only room that imports Streamlit."""
