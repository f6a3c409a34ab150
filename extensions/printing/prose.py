"""Names in sentences."""

import re


def article(noun: str) -> str:
    """The noun with its indefinite article."""
    spoken_as_consonant = re.match(r"uni(?!n|m)|us[aeu]|ut[ei]|eu|one|ubi", noun)
    vowel = noun[0] in "aeiou" and not spoken_as_consonant
    return f"{'an' if vowel or re.match('hour|heir|honou?r|honest', noun) else 'a'} {noun}"


def enumerated(nouns: tuple[str, ...], word: str) -> str:
    """Nouns as a sentence lists them: `draft, placed or cancelled`."""
    *first, last = [noun.replace("_", " ") for noun in nouns]
    return f"{', '.join(first)} {word} {last}" if first else last
