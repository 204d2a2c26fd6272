"""The brief: two pages to hand on, every figure with its footnote, from one content as HTML, DOCX and PDF."""
