"""The French words of the catalogue's enumerations and of what is wrong with an entry."""

from mairie_quartier.domain.catalogue import (
    BodyKind,
    CucsDomain,
    DelayUnit,
    Family,
    PactAxis,
    PieceRule,
    SilenceRegime,
    Situation,
)
from mairie_quartier.domain.catalogue_fields import ProblemKind
from mairie_quartier.i18n import Translator


class CatalogueWords:
    """Enumerations of the catalogue in the words of the desk."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext

    def family(self, value: Family) -> str:
        """Name a shelf of the catalogue."""
        return {
            Family.ADDRESS: self._("Avoir une adresse"),
            Family.RESOURCES: self._("Ressources"),
            Family.HEALTH: self._("Santé"),
            Family.DISABILITY: self._("Handicap"),
            Family.AGEING: self._("Avancer en âge"),
            Family.HOUSING: self._("Logement"),
            Family.EMERGENCY: self._("Urgence"),
            Family.PAPERS: self._("Papiers"),
            Family.RESIDENCE: self._("Séjour"),
            Family.CHILDREN: self._("Enfants"),
            Family.JUSTICE: self._("Justice"),
            Family.DAILY_LIFE: self._("Vie quotidienne"),
            Family.LEARNING: self._("Apprendre"),
            Family.CITY: self._("Ville"),
        }[value]

    def body_kind(self, value: BodyKind) -> str:
        """Name a sort of body."""
        return {
            BodyKind.COMMUNE: self._("Mairie"),
            BodyKind.CCAS: self._("CCAS"),
            BodyKind.INTERCOMMUNAL: self._("Intercommunalité"),
            BodyKind.DEPARTMENT: self._("Département"),
            BodyKind.MDPH: self._("MDPH"),
            BodyKind.FAMILY_FUND: self._("Caf ou MSA"),
            BodyKind.HEALTH_FUND: self._("Caisse d’assurance maladie"),
            BodyKind.PENSION_FUND: self._("Caisse de retraite"),
            BodyKind.EMPLOYMENT: self._("Service de l’emploi"),
            BodyKind.PREFECTURE: self._("Préfecture"),
            BodyKind.STATE: self._("Autre service de l’État"),
            BodyKind.JUSTICE: self._("Justice"),
            BodyKind.BANK_OF_FRANCE: self._("Banque de France"),
            BodyKind.HOUSING_DESK: self._("Guichet du logement social"),
            BodyKind.EMERGENCY: self._("Service d’urgence"),
            BodyKind.ASSOCIATION: self._("Association"),
            BodyKind.OTHER: self._("Autre organisme"),
        }[value]

    def silence(self, value: SilenceRegime) -> str:
        """Name what silence means."""
        return {
            SilenceRegime.ACCEPTANCE: self._("Le silence vaut accord"),
            SilenceRegime.REJECTION: self._("Le silence vaut refus"),
            SilenceRegime.UNKNOWN: self._("Non vérifié\u00a0: aucune date imprimée"),
            SilenceRegime.NOT_APPLICABLE: self._("Sans objet"),
        }[value]

    def piece_rule(self, value: PieceRule) -> str:
        """Name whether a piece may be demanded."""
        return {
            PieceRule.REQUIRED: self._("exigible"),
            PieceRule.OPTIONAL: self._("facultative"),
        }[value]

    def delay_unit(self, value: DelayUnit) -> str:
        """Name a unit of delay."""
        return {
            DelayUnit.DAYS: self._("jours"),
            DelayUnit.WEEKS: self._("semaines"),
            DelayUnit.MONTHS: self._("mois"),
        }[value]

    def cucs_domain(self, value: CucsDomain) -> str:
        """Name a domain of the CUCS."""
        return {
            CucsDomain.HOUSING: self._("Habitat et cadre de vie"),
            CucsDomain.EDUCATION: self._("Éducation"),
            CucsDomain.INTEGRATION: self._("Insertion sociale et emploi"),
            CucsDomain.HEALTH: self._("Santé"),
            CucsDomain.TRANQUILLITY: self._("Prévention et tranquillité"),
        }[value]

    def pact_axis(self, value: PactAxis) -> str:
        """Name an axis of the pact."""
        return {
            PactAxis.INTEGRATION: self._("Insertion, citoyenneté active"),
            PactAxis.LIVING_TOGETHER: self._("Habiter, vivre ensemble"),
            PactAxis.EDUCATION: self._("Éducation, culture, savoirs"),
            PactAxis.WELL_BEING: self._("Bien-être, santé, environnement"),
            PactAxis.TRANQUILLITY: self._("Tranquillité, lutte contre les discriminations"),
        }[value]

    def situation(self, value: Situation) -> str:
        """Name a situation the catalogue can be filtered by."""
        return {**self._living(), **self._life()}[value]

    def problem(self, value: ProblemKind) -> str:
        """Say what is wrong with a field of an entry."""
        return {
            ProblemKind.UNREADABLE: self._("n’est pas lisible"),
            ProblemKind.MISSING: self._("manque"),
            ProblemKind.EMPTY: self._("est vide"),
            ProblemKind.WRONG_TYPE: self._("n’a pas la bonne forme"),
            ProblemKind.UNKNOWN_FIELD: self._("n’existe pas"),
            ProblemKind.UNKNOWN_VALUE: self._("n’est pas une valeur connue"),
            ProblemKind.BAD_CODE: self._(
                "n’accepte que des minuscules, des chiffres et des tirets"
            ),
            ProblemKind.BAD_DATE: self._("n’est pas une date"),
            ProblemKind.BAD_DELAY: self._("n’est pas un délai"),
            ProblemKind.DUPLICATE: self._("existe déjà"),
            ProblemKind.NOT_SOURCED: self._("doit avoir une source et une date de vérification"),
            ProblemKind.DELAY_OF_UNKNOWN_RULE: self._(
                "ne peut pas avoir de délai tant que la règle n’est pas vérifiée"
            ),
            ProblemKind.ACCEPTANCE_WITHOUT_DELAY: self._("doit avoir un délai"),
            ProblemKind.ACCEPTANCE_OF_FINANCIAL_AID: self._(
                "ne vaut pas accord pour une aide financière, sauf texte contraire"
            ),
            ProblemKind.PROOF_OF_ADDRESS_FORBIDDEN: self._(
                "ne peut pas être exigé\u00a0: aucun texte n’autorise ce justificatif de domicile"
            ),
        }[value]

    def _living(self) -> dict[Situation, str]:
        return {
            Situation.NO_STABLE_HOME: self._("Sans domicile stable"),
            Situation.ROUGH_SLEEPING: self._("À la rue"),
            Situation.HOUSING_RISK: self._("Logement menacé"),
            Situation.NO_RESIDENCE_PERMIT: self._("Sans titre de séjour"),
            Situation.ASYLUM: self._("Asile"),
            Situation.FOREIGN_NATIONAL: self._("Nationalité étrangère"),
            Situation.NEW_RESIDENT: self._("Vient d’arriver"),
            Situation.NO_HEALTH_COVER: self._("Sans couverture santé"),
            Situation.LOW_INCOME: self._("Petits revenus"),
            Situation.DEBT: self._("Dettes"),
            Situation.JOB_SEEKER: self._("Cherche un emploi"),
            Situation.LITERACY: self._("Lecture difficile"),
            Situation.DIGITAL_EXCLUSION: self._("Loin du numérique"),
        }

    def _life(self) -> dict[Situation, str]:
        return {
            Situation.YOUNG_ADULT: self._("Jeune adulte"),
            Situation.SENIOR: self._("Personne âgée"),
            Situation.LOSS_OF_AUTONOMY: self._("Perte d’autonomie"),
            Situation.DISABILITY: self._("Handicap"),
            Situation.CARER: self._("Aidant"),
            Situation.CHILDREN: self._("Enfants"),
            Situation.PREGNANCY: self._("Grossesse"),
            Situation.SINGLE_PARENT: self._("Parent seul"),
            Situation.SEPARATION: self._("Séparation"),
            Situation.VIOLENCE: self._("Violences"),
            Situation.BEREAVEMENT: self._("Deuil"),
        }
