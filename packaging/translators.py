"""The exchange with translators: what a language lacks, out; their answers, in.

An answer is written only if the program can print it.  Must not open catalogues itself.
"""

import json
import unicodedata
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Message
from catalogue_files import Translations, messages, sources, translated
from translation_faults import faults

Answers = dict[str, str | list[str]]
COUNTS = (0, 1, 2, 3, 5, 11, 21, 100)
# The first word of the Unicode names of the letters of languages that are not in Latin script.
LETTERS = (
    dict.fromkeys(("ar", "fa", "fa_AF", "ps", "ur"), "ARABIC")
    | dict.fromkeys(("bg", "ru", "uk"), "CYRILLIC")
    | dict.fromkeys(("am", "ti"), "ETHIOPIC")
    | {"ka": "GEORGIAN", "hy": "ARMENIAN", "bn": "BENGALI", "ta": "TAMIL", "zh_Hans": "CJK"}
)


@dataclass(slots=True)
class Report:
    """How many answers were written, and why the others were not."""

    written: int = 0
    refused: list[str] = field(default_factory=list)


def missing(catalogue: Translations) -> dict[str, object]:
    """Give what is not translated, with the plural forms and the counts each one is for."""
    held = messages(catalogue).values()
    return {
        "language": str(catalogue.locale_identifier),
        "name": catalogue.locale.english_name if catalogue.locale else "",
        "forms": _forms(catalogue),
        "messages": [_question(message) for message in held if not translated(message)],
    }


def _forms(catalogue: Translations) -> list[str]:
    place = c2py(catalogue.plural_expr)
    counts: list[list[str]] = [[] for _ in range(catalogue.num_plurals)]
    for count in COUNTS:
        counts[place(count)].append(str(count))
    return [f"for {', '.join(each)}" for each in counts]


def _question(message: Message) -> dict[str, object]:
    french = sources(message)
    question: dict[str, object] = {"message": french[0]}
    if len(french) > 1:
        question["plural"] = french[1]
    if message.auto_comments:
        question["note"] = " ".join(message.auto_comments)
    return question


def read_answers(path: Path) -> Answers:
    """Read ``{message: text or [forms]}``; raise ``ValueError`` for anything else."""
    read = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(read, dict):
        raise ValueError(f"{path}: not an object")
    answers: Answers = {}
    for message, given in read.items():
        texts = given if isinstance(given, list) else [given]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError(f"{path}: not a text: {message!r}")
        answers[message] = given
    return answers


def fill(catalogue: Translations, answers: Answers) -> Report:
    """Put answers into a catalogue; a singular stands for its message."""
    report = Report()
    language = str(catalogue.locale_identifier)
    known = {_plain(sources(each)[0]): each for each in messages(catalogue).values()}
    if _in_another_script(language, answers):
        report.refused.append(f"not in {LETTERS[language].lower()} letters: the whole file")
        return report
    for french, given in answers.items():
        message = known.get(_plain(french))
        fault = "no such message" if message is None else _put(message, given, catalogue)
        if fault:
            report.refused.append(f"{fault}: {french!r}")
        else:
            report.written += 1
    return report


def _put(message: Message, given: str | list[str], catalogue: Translations) -> str:
    """Write one answer, or say what is wrong with it and leave the message as it was."""
    texts = [given] if isinstance(given, str) else given
    wanted = catalogue.num_plurals if message.pluralizable else 1
    if len(texts) != wanted:
        return f"{len(texts)} forms instead of {wanted}"
    before = message.string
    clean = tuple(unicodedata.normalize("NFC", text).strip() for text in texts)
    message.string = clean if message.pluralizable else clean[0]
    wrong = next(faults(message), "")
    if wrong:
        message.string = before
    return wrong


def _plain(text: str) -> str:
    """Give a text with plain spaces: translators' tools lose the hard ones."""
    return " ".join(text.split())


def _in_another_script(language: str, answers: Answers) -> bool:
    """Tell whether most answers have not one letter of the language: a file mistaken."""
    letters = LETTERS.get(language)
    if letters is None or not answers:
        return False
    texts = [text for text in map("".join, answers.values()) if text.strip()]
    right = sum(
        any(unicodedata.name(letter, "").startswith(letters) for letter in text) for text in texts
    )
    return right * 2 < len(texts)
