"""The languages of exchange: ISO 639-3 codes with French and own names.

Source: ISO 639-3; the list is that of the field (DOMAIN.md 3).  Other directories use other
codes (``dar`` for Dari is Dargwa in ISO): :func:`iso_code` maps them.
"""

from dataclasses import dataclass

from mairie_quartier.domain.names import fold

_TABLE = """
fra|français|français
arb|arabe littéral|العربية
ary|arabe marocain (darija)|الدارجة المغربية
arq|arabe algérien|الدارجة الجزائرية
aeb|arabe tunisien|تونسي
apc|arabe levantin|شامي
arz|arabe égyptien|مصري
apd|arabe soudanais|سوداني
ara|arabe (sans précision)|العربية
prs|dari|دری
pes|persan|فارسی
pbu|pachto du Nord|پښتو
pbt|pachto du Sud|پښتو
pus|pachto (sans précision)|پښتو
tir|tigrinya|ትግርኛ
amh|amharique|አማርኛ
som|somali|Soomaali
orm|oromo|Afaan Oromoo
ukr|ukrainien|українська
rus|russe|русский
kat|géorgien|ქართული
hye|arménien|հայերեն
als|albanais (tosque)|shqip
aln|albanais (guègue)|shqip
sqi|albanais (sans précision)|shqip
ron|roumain|română
bul|bulgare|български
rmy|romani|romani
tur|turc|Türkçe
kmr|kurde (kurmandji)|kurmancî
ckb|kurde (sorani)|کوردی
kur|kurde (sans précision)|kurdî
ben|bengali|বাংলা
urd|ourdou|اردو
pnb|pendjabi|پنجابی
tam|tamoul|தமிழ்
cmn|chinois (mandarin)|中文
vie|vietnamien|Tiếng Việt
mon|mongol|монгол
snk|soninké|sooninkanxanne
bam|bambara|bamanankan
fuc|peul (pulaar)|Pulaar
fuf|peul (poular)|Pular
ful|peul (sans précision)|Fulfulde
wol|wolof|wolof
mnk|mandinka|mandinka
emk|malinké|maninkakan
kon|kikongo|kikongo
dyu|dioula|julakan
sus|soussou|sosoxui
lin|lingala|lingála
swh|swahili|Kiswahili
swa|swahili (sans précision)|Kiswahili
yor|yoruba|Yorùbá
pcm|pidgin nigérian|Naijá
bin|édo (bini)|Ẹ̀dó
hat|créole haïtien|kreyòl ayisyen
por|portugais|português
spa|espagnol|español
eng|anglais|English
ita|italien|italiano
swb|mahorais|shimaore
kab|kabyle|taqbaylit
shi|chleuh|tacelḥit
rif|rifain|tarifit
fsl|langue des signes française (LSF)|LSF
"""
_FOREIGN_CODES = {"dar": "prs", "brk": "kab", "brc": "shi"}


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its ISO 639-3 code, its French name, its own name."""

    code: str
    french: str
    own: str


LANGUAGES = tuple(Language(*line.split("|")) for line in _TABLE.strip().splitlines())
_BY_CODE = {language.code: language for language in LANGUAGES}


def language(code: str) -> Language:
    """Give a language; an unknown code stands for itself."""
    return _BY_CODE.get(code) or Language(code, code, code)


def iso_code(code: str) -> str:
    """Give the ISO code for a code of another directory (Soliguide)."""
    return _FOREIGN_CODES.get(code, code)


def search_languages(typed: str, limit: int = 8) -> tuple[Language, ...]:
    """Find by the beginning of any word of either name; all of them for an empty text."""
    wanted = fold(typed)
    if not wanted:
        return LANGUAGES[:limit]
    begun = [each for each in LANGUAGES if fold(each.french).startswith(wanted)]
    within = [
        each
        for each in LANGUAGES
        if each not in begun
        and any(word.startswith(wanted) for word in fold(f"{each.french} {each.own}").split())
    ]
    return tuple([*begun, *within][:limit])
