"""Forms: which items of the bank stand in the written part, chosen by constraints and a real solver.

`model` turns the blueprint into constraints, `assemble` solves them with HiGHS (SciPy) and orders the items,
`explain` says in words why no form can be made, `form` is what comes out and how it is written down.
"""
