"""The demonstration: a whole examination with invented candidates, from the bank to the technical report.

- `people` invents the candidates; `answers` says what somebody of a given ability answers; `sit` seats them.
- `panel` invents judges and markers. `run` is the whole course of it, and prints where everything lies.
"""
