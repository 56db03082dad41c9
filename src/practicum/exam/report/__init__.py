"""The technical report of a sitting: what a body publishes about its examination, as page, PDF and tables.

- `facts` gathers what happened; each of `form`, `people`, `marks` and `fair` tells a part of it.
- `write` puts the parts together.
"""
