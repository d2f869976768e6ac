"""The shipped faces: small enough, licensed, and able to write every language of the papers."""

import pytest

from mairie_quartier import paths
from mairie_quartier.documents.fonts import SCRIPT_FACES, FontShelf, Weight
from mairie_quartier.documents.typography import Style, Typesetter
from mairie_quartier.domain.paper_languages import PAPER_LANGUAGES, PaperLanguage
from tests.documents.typography.samples import Sample, read_samples

FONTS = paths.resources() / "fonts"
SHELF = FontShelf(FONTS)
MOST_BYTES = 25_000_000


def test_all_fonts_together_are_small_enough_to_install() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*")) < MOST_BYTES


@pytest.mark.parametrize("folder", ["interface", "scripts"])
def test_the_licence_lies_beside_the_fonts(folder: str) -> None:
    assert "SIL Open Font License" in (FONTS / folder / "OFL.txt").read_text(encoding="utf-8")


def test_every_file_writes_some_script() -> None:
    names = {path.stem.rpartition("-")[0] for path in (FONTS / "scripts").glob("*.ttf")}
    assert names == {*SCRIPT_FACES.values(), "NotoSans"}


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("language", PAPER_LANGUAGES, ids=lambda each: each.catalogue)
def test_a_language_of_the_papers_is_written_in_both_weights(
    language: PaperLanguage, weight: Weight
) -> None:
    setter = Typesetter(SHELF, rtl=language.right_to_left)
    text = f"{language.own} {language.question}"
    for line in setter.lines(text, Style(10, 14, weight), 500):
        assert all(run.face.name.endswith(weight.value) for run in line.runs)
    assert setter.warnings == []


@pytest.mark.parametrize("sample", read_samples(), ids=str)
def test_a_name_is_written_on_a_paper_of_any_language(sample: Sample) -> None:
    setter = Typesetter(SHELF)
    (line,) = setter.lines(f"Reçu de {sample.name}.", Style(10, 14), 500)
    assert sample.name in line.text
    assert setter.warnings == []
    families = {run.face.name.rpartition("-")[0] for run in line.runs}
    assert families >= set(sample.faces)


def test_pashto_has_all_its_letters() -> None:
    face = SHELF.of_script("Arab", Weight.REGULAR)
    assert face is not None
    assert face.writes("ټډړږښېۍګڼځڅئی" + "گکچپژہےٹڈںھۀة" + "ۆێڵڕڤوەشی")


def test_a_shelf_without_its_faces_cannot_be_opened() -> None:
    with pytest.raises(FileNotFoundError):
        FontShelf(paths.resources() / "nowhere")
