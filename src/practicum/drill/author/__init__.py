"""Tools for those who write drills: check, known errors, report. Nothing here is needed to play one."""
