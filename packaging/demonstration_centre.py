"""``make central``: a central service to try, on this machine only, gone when it is stopped.

A private PostgreSQL, the service with its own certificate, three offices, two agents in each and
two enrolment codes per office.  Nothing here is for real use: the database is not durable.
"""

import ipaddress
import socket
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mairie_quartier import paths  # noqa: E402  the checkout comes first
from mairie_quartier.central import founding  # noqa: E402
from mairie_quartier.central.serving import serve  # noqa: E402
from mairie_quartier.central.settings import CentralSettings, write_settings  # noqa: E402
from mairie_quartier.central.steward import NewAgent, Steward, maintaining  # noqa: E402
from tests.postgres import running_cluster  # noqa: E402

OFFICES = (
    ("BAC", "Mairie de quartier du Bac", (("iroy", "Inès", "Roy"), ("adiop", "Awa", "Diop"))),
    ("GAR", "Mairie de quartier de la Gare",
     (("mbenali", "Malik", "Benali"), ("scosta", "Sofia", "Costa"))),
    ("MOU", "Mairie de quartier des Moulins",
     (("tnguyen", "Thi Lan", "Nguyễn"), ("jpetit", "Jeanne", "Petit"))),
)  # fmt: skip
NEW = ("NEU", "Mairie de quartier neuve")
ROLES = ("administrator", "manager", "reception")
QUALITY = "Agent d’accueil"
PASSWORDS = founding.Passwords("demonstration", "demonstration", "demonstration")
VALID = timedelta(days=1)
AUTHORITY = "autorite.pem"


@dataclass(frozen=True, slots=True)
class Base:
    """A database to make: by whom, its name, and the passwords of its roles."""

    admin: str
    name: str = "mairie"
    passwords: founding.Passwords = PASSWORDS

    def url(self, role: str, password: str) -> str:
        """Give the address of the database for a role."""
        server = self.admin.rpartition("@")[2].rpartition("/")[0]
        return f"postgresql://{role}:{password}@{server}/{self.name}"


@dataclass(frozen=True, slots=True)
class Planned:
    """An office, the logins of its agents, and the codes that let PCs in."""

    code: str
    name: str
    logins: tuple[str, ...]
    codes: tuple[str, ...]


def main() -> int:
    """Serve until Ctrl+C."""
    print("PostgreSQL démarre…", flush=True)
    with running_cluster() as admin:
        run(Base(admin))
    print("Le service et sa base sont arrêtés\u00a0; rien n’en reste.")
    return 0


def run(base: Base) -> None:
    """Found the centre, say how to link PCs, and serve it on a free port until told to end."""
    with (
        tempfile.TemporaryDirectory(prefix="mairie-centre-") as name,
        socket.create_server(("127.0.0.1", 0)) as listening,
    ):
        folder = Path(name)
        settings = found(base, folder, port=listening.getsockname()[1])
        announce(settings, plan_offices(settings), folder / AUTHORITY)
        path = folder / "central.toml"
        write_settings(path, settings)
        serve(settings, path, listening=listening.detach())  # who serves also closes it


def found(base: Base, folder: Path, *, port: int) -> CentralSettings:
    """Make the database and the certificate; give the settings."""
    with psycopg.connect(base.admin, autocommit=True) as connection:
        founding.make_database(connection, base.name, base.passwords)
    there = base.admin.rpartition("/")[0]
    with psycopg.connect(f"{there}/{base.name}") as connection:
        founding.give_schema(connection)
    owner = base.url(founding.OWNER, base.passwords.owner)
    founding.migrate(owner, paths.migrations("central"))
    with psycopg.connect(owner) as connection:
        founding.begin(connection, "Ville de démonstration")
    write_certificates(folder)
    return CentralSettings(
        owner_url=owner,
        service_url=base.url(founding.SERVICE, base.passwords.service),
        backups=str(folder / "sauvegardes"),
        port=port,
        certificate=str(folder / "service.pem"),
        key=str(folder / "service.key"),
    )


def plan_offices(settings: CentralSettings) -> tuple[Planned, ...]:
    """Add the offices and their agents; the last is for a PC that was set up alone."""
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as steward:
        planned = [_plan(steward, code, name, agents) for code, name, agents in OFFICES]
        code, name = NEW
        steward.add_office(code, name)
        alone = Planned(code, name, (), (steward.plan_enrolment(code, VALID),))
    return (*planned, alone)


def _plan(
    steward: Steward, code: str, name: str, agents: tuple[tuple[str, str, str], ...]
) -> Planned:
    steward.add_office(code, name)
    for login, first, last in agents:
        steward.add_agent(NewAgent(code, login, first, last, QUALITY, ROLES))
    codes = tuple(steward.plan_enrolment(code, VALID) for _each in agents)
    return Planned(code, name, tuple(login for login, _first, _last in agents), codes)


def announce(settings: CentralSettings, planned: tuple[Planned, ...], authority: Path) -> None:
    """Print what somebody needs to link PCs."""
    print("\nMairies de quartier, codes (un par poste) et identifiants :\n")
    for office in planned:
        who = ", ".join(office.logins) or "poste installé seul, qui garde sa mairie"
        print(f"  {office.code}  {office.name:<32} {'   '.join(office.codes):<32} {who}")
    print(f"\nAdresse du service   : https://localhost:{settings.port}")
    print(f"Autorité à donner    : {authority}")
    print("Ctrl+C pour tout arrêter.\n", flush=True)


def write_certificates(folder: Path) -> None:
    """Write an authority of one day, and the service's certificate signed by it."""
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _each in range(2))
    authority_name = named("Autorité de démonstration")
    authority = certificate(authority_name, authority_name, authority_key.public_key())
    authority = authority.add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    service = certificate(named("localhost"), authority_name, key.public_key())
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    service = service.add_extension(x509.SubjectAlternativeName(names), critical=False)
    pem = serialization.Encoding.PEM
    signed = authority.sign(authority_key, hashes.SHA256())
    (folder / AUTHORITY).write_bytes(signed.public_bytes(pem))
    (folder / "service.pem").write_bytes(
        service.sign(authority_key, hashes.SHA256()).public_bytes(pem)
    )
    (folder / "service.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def named(name: str) -> x509.Name:
    """Give a name of a certificate."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    """Begin a certificate of one day."""
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


if __name__ == "__main__":
    sys.exit(main())
