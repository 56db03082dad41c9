"""Texts that people mark: anonymous sheets for each marker, their agreement, and the points that come of it.

One marker can work in formgrader. Where two should, each gets a sheet of their own, and nobody sees the
other's levels before both are in.
"""
