"""What pages and notebooks show, as frames: snapshots, observations or scores in, one tidy table out; all arithmetic beyond the scores."""
