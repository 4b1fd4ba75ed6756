"""LIX, the Swedish measure of how heavy a text is (C.-H. Björnsson, 1968): 30 is easy, 45 is a newspaper."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
LONG = 7


def lix(text: str) -> float:
    """Words per sentence plus the percentage of words of more than six letters; 0 for no words.

    A sentence ends at a full stop, question mark, exclamation mark or colon, or at the end of a line, so that
    headings and rows of lists count as sentences.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for part in _END.split(text) if _WORD.search(part))
    long_words = sum(1 for word in words if len(word) >= LONG)
    return len(words) / max(sentences, 1) + 100 * long_words / len(words)
