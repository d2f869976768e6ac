"""``make central``: a central service to try, on this machine only, gone when it is stopped.

A private PostgreSQL, the service with its own certificate, three offices, an agent in each and
two enrolment codes per office.  Nothing here is for real use: the database is not durable.
"""

import ipaddress
import sys
import tempfile
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
from mairie_quartier.central.steward import NewAgent, maintaining  # noqa: E402
from tests.postgres import free_port, running_cluster  # noqa: E402

OFFICES = (
    ("BAC", "Mairie de quartier du Bac", "Inès", "Roy", "iroy"),
    ("GAR", "Mairie de quartier de la Gare", "Malik", "Benali", "mbenali"),
    ("MOU", "Mairie de quartier des Moulins", "Thi Lan", "Nguyễn", "tnguyen"),
)
ROLES = ("administrator", "manager", "reception")
PASSWORDS = founding.Passwords("demonstration", "demonstration", "demonstration")
VALID = timedelta(days=1)


def main() -> int:
    """Serve until Ctrl+C."""
    print("PostgreSQL démarre…", flush=True)
    with running_cluster() as admin, tempfile.TemporaryDirectory(prefix="mairie-centre-") as name:
        folder = Path(name)
        settings = found(admin, folder, free_port())
        authority = folder / "autorite.pem"
        announce(settings, authority)
        path = folder / "central.toml"
        write_settings(path, settings)
        serve(settings, path)
    print("Le service et sa base sont arrêtés ; rien n’en reste.")
    return 0


def found(admin: str, folder: Path, port: int) -> CentralSettings:
    """Make the database and the certificate; give the settings."""
    with psycopg.connect(admin, autocommit=True) as connection:
        founding.make_database(connection, "mairie", PASSWORDS)
    with psycopg.connect(admin.replace("/postgres", "/mairie")) as connection:
        founding.give_schema(connection)
    where = admin.rpartition("@")[2].replace("/postgres", "/mairie")
    owner = f"postgresql://{founding.OWNER}:{PASSWORDS.owner}@{where}"
    founding.migrate(owner, paths.migrations("central"))
    with psycopg.connect(owner) as connection:
        founding.begin(connection, "Ville de démonstration")
    write_certificates(folder)
    return CentralSettings(
        owner_url=owner,
        service_url=f"postgresql://{founding.SERVICE}:{PASSWORDS.service}@{where}",
        backups=str(folder / "sauvegardes"),
        port=port,
        certificate=str(folder / "service.pem"),
        key=str(folder / "service.key"),
    )


def announce(settings: CentralSettings, authority: Path) -> None:
    """Add the offices, and print what somebody needs to enrol two PCs in each."""
    print("\nOffices et codes d’inscription (deux postes par office) :\n")
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as steward:
        for code, name, first, last, login in OFFICES:
            steward.add_office(code, name)
            steward.add_agent(NewAgent(code, login, first, last, "Agent d’accueil", ROLES))
            codes = "   ".join(steward.plan_enrolment(code, VALID) for _each in range(2))
            print(f"  {code}  {name:<32} {codes}   (agent : {login})")
        steward.add_office("NEU", "Mairie de quartier neuve")
        alone = steward.plan_enrolment("NEU", VALID)
        print(f"  NEU  pour un poste installé seul, qui garde sa mairie     {alone}")
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
    (folder / "autorite.pem").write_bytes(signed.public_bytes(pem))
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
