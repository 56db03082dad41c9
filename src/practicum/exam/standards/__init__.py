"""Where the cut of an exam comes from: judges, in two rounds, with checks, and minutes that show all of it.

- `sheets` gives judges tables to fill in and reads them back; `sliders` is the same sheet in a notebook.
- `angoff` makes the cut, `discussion` shows a panel where it differs; `borderline` sets the cut of a
  practical station, `hofstee` checks the whole.
- `minutes` tells it on a page to print.

No cut counts until a panel has signed it.
"""
