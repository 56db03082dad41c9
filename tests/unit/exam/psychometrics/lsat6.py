"""The answers of 1,000 people to the five questions of LSAT section 6, counted by pattern.

Counts published by Bock and Lieberman (Psychometrika 35, 1970, 179-197), typed here: how often each pattern
came is a fact of a published table, and textbooks of the field print it.

The values of the two-parameter model are those that the package ltm of R prints (Rizopoulos, Journal of
Statistical Software 17(5), 2006). Those of Rasch's model are quoted from memory of its manual; they
agree with ours in every digit.
"""

import numpy as np

from practicum.exam.psychometrics.responses import Responses

COUNTS = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4,
    "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15, "10000": 10, "10001": 29,
    "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15, "10111": 80, "11000": 16, "11001": 56,
    "11010": 21, "11011": 173, "11100": 11, "11101": 61, "11110": 28, "11111": 298,
}  # fmt: skip
FACILITY = (0.924, 0.709, 0.553, 0.763, 0.870)
ALPHA = 0.295
SLOPES = (0.8254, 0.7229, 0.8905, 0.6886, 0.6575)
DIFFICULTIES = (-3.3597, -1.3696, -0.2799, -1.8659, -3.1236)
SLOPE_ERRORS = (0.2581, 0.1867, 0.2326, 0.1852, 0.2100)
DIFFICULTY_ERRORS = (0.8669, 0.3073, 0.0997, 0.4341, 0.8700)
LIKELIHOOD = -2466.653
RASCH_SLOPE = 0.7551
RASCH_DIFFICULTIES = (-3.6153, -1.3224, -0.3176, -1.7301, -2.7802)
RASCH_LIKELIHOOD = -2466.938
WITHIN = 3e-3


def lsat6():
    """Return the thousand rows."""
    rows = np.array(
        [[int(sign) for sign in pattern] for pattern, n in COUNTS.items() for _ in range(n)], float
    )
    return Responses(rows, tuple(f"p{n}" for n in range(len(rows))), tuple(f"q{n}" for n in range(1, 6)))
