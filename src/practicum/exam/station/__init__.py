"""The station: a candidate's examination as pages on 127.0.0.1, written by one server to one session.

- `visit` answers the browser; `stage` says where the candidate stands; `answering` reads and keeps answers.
- `frame`, `steps`, `part_one`, `part_two`, `sheets` make the pages: whole without a script, quicker with it.
- `drill` shows a drill's desk; `server` carries everything; `selftest` looks at the computer beforehand.
- `seb` writes settings for Safe Exam Browser; `notebook` asks Part 1 in JupyterLab, through the same server.
"""
