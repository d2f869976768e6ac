"""What ``mairie-quartier central`` accepts, in French for the city's IT."""

import argparse
from pathlib import Path

from mairie_quartier.domain.agents import Role
from mairie_quartier.i18n import Translator

Commands = argparse._SubParsersAction


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """Add the words of the central service."""
    _ = tr.gettext
    parser.add_argument(
        "--reglages",
        type=Path,
        metavar=_("FICHIER"),
        help=_("fichier des réglages du service (par défaut /etc/mairie-quartier/central.toml)"),
    )
    acts = parser.add_subparsers(dest="act", required=True, metavar=_("ACTION"))
    _add_init(acts, tr)
    acts.add_parser("migrate", help=_("mettre la base à la version du programme"))
    serve = acts.add_parser("serve", help=_("rendre le service aux postes"))
    serve.add_argument("--port", type=int, metavar="N", help=_("autre port que celui des réglages"))
    _add_office(acts, tr)
    _add_desk(acts, tr)
    _add_agent(acts, tr)
    _add_quarantine(acts, tr)
    _add_keeping(acts, tr)


def _add_init(acts: "Commands[argparse.ArgumentParser]", tr: Translator) -> None:
    _ = tr.gettext
    init = acts.add_parser("init", help=_("créer la base centrale et les réglages du service"))
    init.add_argument(
        "--admin",
        required=True,
        metavar=_("ADRESSE"),
        help=_(
            "adresse PostgreSQL d’un administrateur (postgresql://…), utilisée cette fois seule"
        ),
    )
    init.add_argument("--base", default="mairie", help=_("nom de la base à créer"))
    init.add_argument("--ville", required=True, help=_("nom de la ville"))
    init.add_argument("--sauvegardes", type=Path, required=True, help=_("dossier des sauvegardes"))
    init.add_argument("--hote", default="127.0.0.1", help=_("adresse où écouter"))
    init.add_argument("--port", type=int, default=8443, metavar="N", help=_("port où écouter"))
    init.add_argument("--certificat", type=Path, help=_("certificat TLS (PEM), chaîne comprise"))
    init.add_argument("--cle", type=Path, help=_("clé du certificat (PEM)"))
    init.add_argument("--processus", type=int, default=2, metavar="N", help=_("processus"))


def _add_office(acts: "Commands[argparse.ArgumentParser]", tr: Translator) -> None:
    _ = tr.gettext
    office = acts.add_parser("office", help=_("les mairies de quartier"))
    verbs = office.add_subparsers(dest="verb", required=True, metavar=_("VERBE"))
    add = verbs.add_parser("add", help=_("prévoir une mairie de quartier"))
    add.add_argument("code", help=_("ses trois lettres, celles des numéros de récépissé"))
    add.add_argument("nom", help=_("son nom"))
    verbs.add_parser("list", help=_("les énumérer"))


def _add_desk(acts: "Commands[argparse.ArgumentParser]", tr: Translator) -> None:
    _ = tr.gettext
    desk = acts.add_parser("desk", help=_("les postes"))
    verbs = desk.add_subparsers(dest="verb", required=True, metavar=_("VERBE"))
    enrol = verbs.add_parser("enrol", help=_("donner un code d’inscription pour un poste"))
    enrol.add_argument("code", help=_("les trois lettres de sa mairie de quartier"))
    enrol.add_argument(
        "--heures", type=int, default=48, metavar="N", help=_("durée de validité du code")
    )
    revoke = verbs.add_parser("revoke", help=_("retirer ses droits à un poste"))
    revoke.add_argument("poste", help=_("son nom ou son identifiant"))
    verbs.add_parser("list", help=_("les énumérer"))


def _add_agent(acts: "Commands[argparse.ArgumentParser]", tr: Translator) -> None:
    _ = tr.gettext
    agent = acts.add_parser("agent", help=_("les agents"))
    verbs = agent.add_subparsers(dest="verb", required=True, metavar=_("VERBE"))
    add = verbs.add_parser("add", help=_("ajouter un agent"))
    add.add_argument("mairie", help=_("les trois lettres de sa mairie de quartier"))
    add.add_argument("identifiant")
    add.add_argument("prenom")
    add.add_argument("nom")
    add.add_argument("--qualite", default="", help=_("imprimée sur les papiers"))
    add.add_argument(
        "--role",
        action="append",
        required=True,
        choices=[role.value for role in Role],
        help=_("peut être répété"),
    )


def _add_quarantine(acts: "Commands[argparse.ArgumentParser]", tr: Translator) -> None:
    _ = tr.gettext
    aside = acts.add_parser("quarantine", help=_("ce qui a été mis de côté"))
    verbs = aside.add_subparsers(dest="verb", required=True, metavar=_("VERBE"))
    lines = verbs.add_parser("list", help=_("les énumérer, sans donnée personnelle"))
    lines.add_argument("--toutes", action="store_true", help=_("même celles déjà examinées"))
    show = verbs.add_parser("show", help=_("dire pourquoi, et que faire"))
    show.add_argument("ligne", help=_("le début de son identifiant"))
    show.add_argument(
        "--contenu",
        action="store_true",
        help=_("ce qui a été saisi : des données personnelles"),
    )
    seen = verbs.add_parser("seen", help=_("noter qu’elles ont été examinées"))
    which = seen.add_mutually_exclusive_group(required=True)
    which.add_argument("lignes", nargs="*", default=[], help=_("débuts d’identifiants"))
    which.add_argument("--toutes", action="store_true", help=_("toutes"))


def _add_keeping(acts: "Commands[argparse.ArgumentParser]", tr: Translator) -> None:
    _ = tr.gettext
    backup = acts.add_parser("backup", help=_("écrire une sauvegarde de la base"))
    backup.add_argument(
        "--garder", type=int, default=30, metavar="N", help=_("nombre de sauvegardes à garder")
    )
    restore = acts.add_parser("restore", help=_("remettre une sauvegarde en place"))
    restore.add_argument("fichier", type=Path)
    restore.add_argument("--oui", action="store_true", help=_("ne pas demander confirmation"))
    acts.add_parser("doctor", help=_("vérifier droits, versions, place, horloge et certificat"))
