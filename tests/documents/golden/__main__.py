"""Write the words of every paper anew: ``python -m tests.documents.golden``."""

from tests.documents.golden import FOLDER, extracted, golden
from tests.documents.specimens import SPECIMENS, languages, new_press

if __name__ == "__main__":
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    press = new_press()
    for name, draw in SPECIMENS.items():
        golden(name).write_text(extracted(draw(press, languages())), encoding="utf-8")
