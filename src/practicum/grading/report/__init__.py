"""What an instructor reads after grading: one page on the whole cohort, and tables for other systems."""
