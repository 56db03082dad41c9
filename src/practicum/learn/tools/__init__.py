"""Tools of the trade: what a manager fills in at work, in a notebook, on a plain page or in a spreadsheet."""

from practicum.learn.tools.tool import Field, Record, Remark, Tool

__all__ = ["Field", "Record", "Remark", "Tool"]
