"""The languages the visitor's papers are written in, beside French.

Each one says whom it serves (ISO 639-3), which catalogue and which calendar words it uses, its
script, and the question of the language card in its own words: that question must be there
whatever the state of the catalogue, so it is data here.  Must not hold a sentence of a paper.
A language that is only close to another is never offered in its place (Panjabi is not Urdu).
Sources: ISO 639-3, ISO 15924, CLDR locale names; the questions await a translator's review.
"""

from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """A way of writing (ISO 15924), in the order of the language card."""

    LATIN = "Latn"
    ARABIC = "Arab"
    CYRILLIC = "Cyrl"
    ETHIOPIC = "Ethi"
    GEORGIAN = "Geor"
    ARMENIAN = "Armn"
    BENGALI = "Beng"
    TAMIL = "Taml"
    HAN = "Hans"


@dataclass(frozen=True, slots=True)
class PaperLanguage:
    """One language of the papers.

    ``codes``: the ISO 639-3 codes served, the first stands for all; ``catalogue``: the folder in
    ``i18n``; ``locale``: whose dates are written (CLDR); ``own``: its name in itself;
    ``question``: "Which language do you speak?" in itself.
    """

    codes: tuple[str, ...]
    catalogue: str
    locale: str
    script: Script
    french: str
    own: str
    question: str

    @property
    def code(self) -> str:
        """Give the code that stands for this language."""
        return self.codes[0]

    @property
    def right_to_left(self) -> bool:
        """Tell whether it is written from right to left."""
        return self.script is Script.ARABIC


# codes | catalogue | locale, where it differs | script | French name | own name | question;
# in the order of the language card: by script, then by own name.
_TABLE = """
eng|en|en_GB|Latn|anglais|English|What language do you speak?
spa|es||Latn|espagnol|español|¿Qué idioma habla usted?
ita|it||Latn|italien|italiano|Che lingua parla?
hat|ht||Latn|créole haïtien|kreyòl ayisyen|Ki lang ou pale?
kmr kur|ku||Latn|kurde (kurmandji)|kurdî|Hûn bi kîjan zimanî diaxivin?
lin|ln||Latn|lingala|lingála|Olobaka lokota nini?
por|pt|pt_PT|Latn|portugais|português|Que língua fala?
ron|ro||Latn|roumain|română|Ce limbă vorbiți?
sqi als aln|sq||Latn|albanais|shqip|Çfarë gjuhe flisni?
som|so||Latn|somali|Soomaali|Luqaddee ayaad ku hadashaa?
vie|vi||Latn|vietnamien|Tiếng Việt|Quý vị nói tiếng gì?
tur|tr||Latn|turc|Türkçe|Hangi dili konuşuyorsunuz?
wol|wo||Latn|wolof|wolof|Ban làkk ngay wax?
ara arb ary arq aeb apc arz apd|ar||Arab|arabe|العربية|ما اللغة التي تتحدثون بها؟
prs|fa_AF||Arab|dari|دری|شما به کدام زبان صحبت می‌کنید؟
pus pbu pbt|ps||Arab|pachto|پښتو|تاسو په کومه ژبه خبرې کوئ؟
pes|fa||Arab|persan|فارسی|به چه زبانی صحبت می‌کنید؟
urd|ur||Arab|ourdou|اردو|آپ کون سی زبان بولتے ہیں؟
bul|bg||Cyrl|bulgare|български|Какъв език говорите?
rus|ru||Cyrl|russe|русский|На каком языке вы говорите?
ukr|uk||Cyrl|ukrainien|українська|Якою мовою ви розмовляєте?
amh|am||Ethi|amharique|አማርኛ|የትኛውን ቋንቋ ይናገራሉ?
tir|ti||Ethi|tigrinya|ትግርኛ|እንታይ ቋንቋ ትዛረቡ?
kat|ka||Geor|géorgien|ქართული|რომელ ენაზე საუბრობთ?
hye|hy||Armn|arménien|հայերեն|Ի՞նչ լեզվով եք խոսում։
ben|bn||Beng|bengali|বাংলা|আপনি কোন ভাষায় কথা বলেন?
tam|ta||Taml|tamoul|தமிழ்|நீங்கள் எந்த மொழி பேசுகிறீர்கள்?
cmn|zh_Hans||Hans|chinois (mandarin)|中文|您说什么语言？
"""


def _read(line: str) -> PaperLanguage:
    codes, catalogue, locale, script, french, own, question = line.split("|")
    return PaperLanguage(
        tuple(codes.split()), catalogue, locale or catalogue, Script(script), french, own, question
    )


PAPER_LANGUAGES = tuple(_read(line) for line in _TABLE.strip().splitlines())
_BY_CODE = {code: each for each in PAPER_LANGUAGES for code in each.codes}


def paper_language(code: str) -> PaperLanguage | None:
    """Give the language a visitor of this language reads; none where no paper is translated.

    French has none: it is on every paper.
    """
    return _BY_CODE.get(code)
