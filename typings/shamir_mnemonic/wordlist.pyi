from collections.abc import Sequence

WORDLIST: Sequence[str]
