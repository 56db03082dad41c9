"""`python -m practicum` is `practicum`, where the environment is not on the path."""

from practicum.cli import main

main()
