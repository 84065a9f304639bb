"""Whether a reader can work out a small count from all that is told, tried with integer programming.

``worlds`` invents kabupaten and tells their figures; ``reading`` turns what was printed into numbers and
sums, as someone with a pencil would; ``programme`` searches for what fits; ``attacker`` puts them together.
"""
