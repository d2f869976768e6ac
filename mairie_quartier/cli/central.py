"""``mairie-quartier central``: found, serve, keep and look after the central database.

Every foreseen fault is one French sentence and the status 2; passwords are never shown, but for
the analyst's, once.
"""

import secrets
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final, TextIO
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from mairie_quartier import paths
from mairie_quartier.central import dumps, founding
from mairie_quartier.central.checkup import State, examine
from mairie_quartier.central.settings import (
    CentralSettings,
    at_port,
    read_settings,
    settings_path,
    write_settings,
)
from mairie_quartier.central.steward import NewAgent, maintaining
from mairie_quartier.cli import central_quarantine
from mairie_quartier.cli.central_wording import fault_text, finding_line
from mairie_quartier.errors import EnvironmentFault, UserMistake
from mairie_quartier.i18n import Translator

Run = Callable[[Namespace, CentralSettings, Translator, TextIO], int]


def run(arguments: Namespace, tr: Translator, out: TextIO) -> int:
    """Do what the command line asks; give the exit status."""
    path: Path = arguments.reglages or settings_path()
    try:
        if arguments.act == "init":
            return _init(arguments, path, tr, out)
        settings = read_settings(path)
        arguments.reglages = path
        verb = getattr(arguments, "verb", "")
        return RUNS[f"{arguments.act} {verb}".strip()](arguments, settings, tr, out)
    except (UserMistake, EnvironmentFault, psycopg.Error, OSError) as error:
        sys.stderr.write(fault_text(error, tr) + "\n")
        return 2


def _init(arguments: Namespace, path: Path, tr: Translator, out: TextIO) -> int:
    _ = tr.gettext
    if path.exists():
        sys.stderr.write(
            _("{path} existe déjà\u00a0: rien n’a été changé.").format(path=path) + "\n"
        )
        return 2
    passwords = founding.Passwords(*(secrets.token_urlsafe(24) for _each in range(3)))
    with psycopg.connect(arguments.admin, autocommit=True) as admin:
        founding.make_database(admin, arguments.base, passwords)
    there = _url(arguments.admin, arguments.base)
    with psycopg.connect(there) as admin:
        founding.give_schema(admin)
    settings = _settings(arguments, passwords)
    founding.migrate(settings.owner_url, paths.migrations("central"))
    with psycopg.connect(settings.owner_url) as owner:
        founding.begin(owner, arguments.ville)
    write_settings(path, settings)
    print(_("La base «\u00a0{name}\u00a0» est prête.").format(name=arguments.base), file=out)
    print(_("Réglages du service\u00a0: {path}").format(path=path), file=out)
    analyst = _url(arguments.admin, arguments.base, founding.ANALYST, passwords.analyst)
    told = _("Accès de l’analyste, à noter maintenant\u00a0: {url}").format(url=analyst)
    print(told, file=out)
    return 0


def _settings(arguments: Namespace, passwords: founding.Passwords) -> CentralSettings:
    admin, base = arguments.admin, arguments.base
    return CentralSettings(
        owner_url=_url(admin, base, founding.OWNER, passwords.owner),
        service_url=_url(admin, base, founding.SERVICE, passwords.service),
        backups=str(arguments.sauvegardes.absolute()),
        city=arguments.ville,
        host=arguments.hote,
        port=arguments.port,
        workers=arguments.processus,
        certificate=str(arguments.certificat.absolute()) if arguments.certificat else "",
        key=str(arguments.cle.absolute()) if arguments.cle else "",
    )


def _url(admin: str, base: str, role: str = "", password: str = "") -> str:
    """Give the address of the base on the administrator's server, for a role."""
    parts = urlsplit(admin)
    where = parts.netloc.rpartition("@")[2]
    who = f"{role}:{quote(password, safe='')}" if role else parts.netloc.rpartition("@")[0]
    netloc = f"{who}@{where}" if who else where
    return urlunsplit(parts._replace(netloc=netloc, path=f"/{quote(base)}"))


def _migrate(_arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO) -> int:
    _ = tr.gettext
    done = founding.migrate(settings.owner_url, paths.migrations("central"))
    print(_("La base a été mise à jour.") if done else _("La base était à jour."), file=out)
    return 0


def _serve(arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO) -> int:
    from mairie_quartier.central.serving import refuse_unready, serve

    refuse_unready(settings, paths.migrations("central"))
    if arguments.port is not None:
        settings = at_port(settings, arguments.port)
    shown = {
        "scheme": "https" if settings.is_tls else "http",
        "host": settings.host,
        "port": settings.port,
    }
    told = tr.gettext("Le service écoute sur {scheme}://{host}:{port} (Ctrl+C pour l’arrêter).")
    print(told.format(**shown), file=out, flush=True)
    serve(settings, arguments.reglages)
    return 0


def _office_add(
    arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO
) -> int:
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as steward:
        office = steward.add_office(arguments.code.upper(), arguments.nom)
    told = tr.gettext("Mairie de quartier prévue\u00a0: {code}, {name}")
    print(told.format(code=office.code, name=office.name), file=out)
    return 0


def _office_list(
    _arguments: Namespace, settings: CentralSettings, _tr: Translator, out: TextIO
) -> int:
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as steward:
        for office in sorted(steward.offices(), key=lambda each: each.code):
            print(f"{office.code}  {office.name}", file=out)
    return 0


def _desk_enrol(
    arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO
) -> int:
    _ = tr.gettext
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as steward:
        valid = timedelta(hours=max(1, arguments.heures))
        code = steward.plan_enrolment(arguments.code.upper(), valid)
    print(_("Code d’inscription, pour un seul poste\u00a0: {code}").format(code=code), file=out)
    print(
        tr.ngettext(
            "Il sert pendant {count} heure.", "Il sert pendant {count} heures.", arguments.heures
        ).format(count=arguments.heures),
        file=out,
    )
    return 0


def _desk_revoke(
    arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO
) -> int:
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as steward:
        desk = steward.revoke_desk(arguments.poste)
    told = tr.gettext(
        "Le poste {name} ({office}) ne reçoit plus rien. Ce qu’il enverra encore sera mis de"
        " côté, sans être perdu."
    )
    print(told.format(name=desk.name, office=desk.office), file=out)
    return 0


def _desk_list(
    _arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO
) -> int:
    _ = tr.gettext
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as steward:
        desks = steward.desks()
    for desk in desks:
        seen = tr.short_date(desk.seen_at.date()) if desk.seen_at else _("jamais vu")
        state = _("droits retirés") if desk.is_revoked else ""
        print(f"{desk.office}  {desk.name}  {desk.id}  {seen}  {state}".rstrip(), file=out)
    return 0


def _agent_add(arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO) -> int:
    agent = NewAgent(
        office=arguments.mairie.upper(),
        login=arguments.identifiant,
        first_name=arguments.prenom,
        last_name=arguments.nom,
        quality=arguments.qualite,
        roles=tuple(sorted(set(arguments.role))),
    )
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as steward:
        steward.add_agent(agent)
    print(tr.gettext("Agent ajouté\u00a0: {login}").format(login=agent.login), file=out)
    return 0


def _backup(arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO) -> int:
    keep = max(1, arguments.garder)
    dump = dumps.back_up(settings.owner_url, Path(settings.backups), keep=keep)
    told = tr.gettext("Sauvegarde écrite et relue\u00a0: {path} ({size} Mo)")
    print(told.format(path=dump.path, size=round(dump.size / 1e6, 1)), file=out)
    return 0


def _restore(arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO) -> int:
    _ = tr.gettext
    if not arguments.fichier.is_file():
        raise dumps.NoSuchDump(arguments.fichier)
    question = _("Remplacer toute la base centrale par cette sauvegarde\u00a0? (oui/non) ")
    if not arguments.oui and input(question).strip().lower() not in ("oui", "o", "yes", "y"):
        print(_("Rien n’a été changé."), file=out)
        return 1
    before = dumps.back_up(settings.owner_url, Path(settings.backups), keep=10_000)
    dumps.restore(settings.owner_url, arguments.fichier)
    founding.migrate(settings.owner_url, paths.migrations("central"))
    print(_("Sauvegarde remise en place. Les postes renverront ce qui lui manque."), file=out)
    print(_("L’état d’avant est gardé dans {path}").format(path=before.path), file=out)
    return 0


def _doctor(arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO) -> int:
    wrong = False
    for finding in examine(settings, arguments.reglages, paths.migrations("central")):
        wrong = wrong or finding.state is State.WRONG
        print(finding_line(finding, tr), file=out)
    return 2 if wrong else 0


RUNS: Final[Mapping[str, Run]] = {
    "migrate": _migrate,
    "serve": _serve,
    "office add": _office_add,
    "office list": _office_list,
    "desk enrol": _desk_enrol,
    "desk revoke": _desk_revoke,
    "desk list": _desk_list,
    "agent add": _agent_add,
    "quarantine list": central_quarantine.list_lines,
    "quarantine show": central_quarantine.show_line,
    "quarantine seen": central_quarantine.mark_seen,
    "backup": _backup,
    "restore": _restore,
    "doctor": _doctor,
}
