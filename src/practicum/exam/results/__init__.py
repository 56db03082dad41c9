"""From marks to results: proposals, signed decisions, the register, letters, appeals and certificates.

The software proposes; named people decide and sign. Nothing here reads the clock: whoever calls says when.
"""
