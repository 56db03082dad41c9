"""How good questions, marks and markers are, each with an interval and a sentence for an exam officer.

- `responses` holds what candidates answered and reads it from a table; `limits` says, in one place, from
  how many candidates on something may be said.
- `items`, `options`: how hard, whether it separates, what the wrong options do. `reliability`,
  `consistency`: how far marks and decisions would come out the same again.
- `irt` fits, `rasch` and `two_parameter` tell of it. `dif` compares groups, `drift` sittings.
- `generalisability` and `agreement` are about stations and markers; `persons` and `similarity` list what a
  person should look at.
- `report` puts it on one page.

This package imports nothing by itself. Its modules take SciPy from `libraries`, which says what to do
without it.
"""
