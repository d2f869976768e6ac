"""Handing a file over, in sentences: what goes, what it means, who did it before. Qt-free."""

from mairie_quartier.domain.agents import Agent, Office
from mairie_quartier.i18n import Translator
from mairie_quartier.services.handover import Extent, HandoverPreview, ToldHandover
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.people.words import PersonWords, isolate, named_of
from mairie_quartier.ui.widgets.line import Line


class HandoverWords:
    """Says in French what handing a file over does."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._tr = tr
        self._ = tr.gettext
        self._n = tr.ngettext
        self._people = PersonWords(tr, labels)

    def nobody_known(self) -> tuple[str, str]:
        """Say that no other office is known here, and what to do."""
        return (
            self._("Ce poste ne connaît aucune autre mairie de quartier."),
            self._(
                "Elles arrivent avec la synchronisation\u00a0: lancez-la (F9). Si aucune ne vient,"
                " demandez au service informatique de les ajouter."
            ),
        )

    def contents(self, preview: HandoverPreview) -> list[tuple[str, str]]:
        """List what goes, by kind; what there is none of is left out."""
        return [
            (name, words)
            for name, words, count in (
                (self._("Fiche"), self._files(preview), 1),
                (self._("Foyer"), self._members(preview), preview.members),
                (self._("Passages"), self._tr.number(preview.visits), preview.visits),
                (self._("Demandes"), self._requests(preview), preview.requests),
                (self._("Papiers remis"), self._tr.number(preview.papers), preview.papers),
                (self._("Orientations"), self._tr.number(preview.referrals), preview.referrals),
                (
                    self._("Interprètes"),
                    self._tr.number(preview.interpreting),
                    preview.interpreting,
                ),
            )
            if count
        ]

    def undecided(self, preview: HandoverPreview, extent: Extent) -> list[str]:
        """Say what is still open about the file, a sentence each."""
        told: list[str] = []
        if preview.mates and extent is Extent.PERSON:
            names = ", ".join(self._people.full_name(named_of(mate)) for mate in preview.mates)
            told.append(
                self._("Restent suivis ici, dans le même foyer\u00a0: {names}.").format(names=names)
            )
        if preview.disputes:
            words = self._n(
                "{count} valeur à départager part avec le dossier\u00a0: l’autre mairie choisira.",
                "{count} valeurs à départager partent avec le dossier\u00a0: l’autre mairie"
                " choisira.",
                preview.disputes,
            )
            told.append(words.format(count=self._tr.number(preview.disputes)))
        return [*told, *self._pending(preview)]

    def question(self, preview: HandoverPreview, extent: Extent) -> tuple[str, str]:
        """Ask before it is done: the question, and what it means."""
        title = self._("Confier ce dossier à «\u00a0{office}\u00a0»\u00a0?")
        if extent is Extent.HOUSEHOLD and preview.mates:
            title = self._("Confier les dossiers de tout le foyer à «\u00a0{office}\u00a0»\u00a0?")
        consequence = self._(
            "Après la prochaine synchronisation, ce poste ne verra plus ce dossier, ni son"
            " historique. Cela ne s’annule pas d’ici\u00a0: seule la mairie qui le reçoit pourra"
            " vous le confier à nouveau. Votre nom, la date et la raison sont gardés dans le"
            " dossier, et inscrits au journal."
        )
        return title.format(office=isolate(preview.office.name)), consequence

    def result(self, preview: HandoverPreview, extent: Extent) -> str:
        """Say what was done."""
        count = 1 + (len(preview.mates) if extent is Extent.HOUSEHOLD else 0)
        words = self._n(
            "Dossier confié à «\u00a0{office}\u00a0». Il quittera ce poste à la prochaine"
            " synchronisation.",
            "{count} dossiers confiés à «\u00a0{office}\u00a0». Ils quitteront ce poste à la"
            " prochaine synchronisation.",
            count,
        )
        return words.format(count=self._tr.number(count), office=isolate(preview.office.name))

    def leaving(self, told: ToldHandover) -> str:
        """Say that the file on the screen is the other office's already."""
        return self._(
            "Ce dossier est confié à «\u00a0{office}\u00a0»\u00a0: il quittera ce poste à la"
            " prochaine synchronisation. Ce qui serait modifié ici ne lui parviendrait pas."
        ).format(office=self._office(told.to_office))

    def arrival(self, told: ToldHandover) -> str:
        """Say who gave this file, when and why."""
        return self._(
            "Dossier confié par {agent}, «\u00a0{office}\u00a0», le {day}. Raison\u00a0: {reason}"
        ).format(
            agent=self._agent(told.by),
            office=self._office(told.from_office),
            day=self._day(told),
            reason=isolate(told.handover.reason),
        )

    def past_line(self, told: ToldHandover) -> Line:
        """Tell one handing over in a line."""
        way = self._("De «\u00a0{here}\u00a0» à «\u00a0{there}\u00a0»").format(
            here=self._office(told.from_office), there=self._office(told.to_office)
        )
        caption = f"{self._day(told)}, {self._tr.clock_time(told.handover.at)}"
        return Line(
            title=way,
            detail=isolate(told.handover.reason),
            caption=f"{self._agent(told.by)} · {caption}",
        )

    def _files(self, preview: HandoverPreview) -> str:
        name = self._people.full_name(named_of(preview.person))
        if not preview.absorbed:
            return name
        more = self._n(
            "et {count} fiche réunie avec elle",
            "et {count} fiches réunies avec elle",
            preview.absorbed,
        )
        return f"{name}, {more.format(count=self._tr.number(preview.absorbed))}"

    def _members(self, preview: HandoverPreview) -> str:
        words = self._n("{count} membre", "{count} membres", preview.members)
        return words.format(count=self._tr.number(preview.members))

    def _requests(self, preview: HandoverPreview) -> str:
        total = self._tr.number(preview.requests)
        if not preview.open_requests:
            return total
        words = self._n("dont {count} en cours", "dont {count} en cours", preview.open_requests)
        return f"{total}, {words.format(count=self._tr.number(preview.open_requests))}"

    def _pending(self, preview: HandoverPreview) -> list[str]:
        told: list[str] = []
        waiting, refused = preview.pending.waiting, preview.pending.refused
        if waiting:
            words = self._n(
                "{count} opération pas encore envoyée partira d’abord.",
                "{count} opérations pas encore envoyées partiront d’abord.",
                waiting,
            )
            told.append(words.format(count=self._tr.number(waiting)))
        if refused:
            words = self._n(
                "{count} opération mise de côté ne partira pas\u00a0: réglez-la avant, dans"
                " Synchro (F9).",
                "{count} opérations mises de côté ne partiront pas\u00a0: réglez-les avant, dans"
                " Synchro (F9).",
                refused,
            )
            told.append(words.format(count=self._tr.number(refused)))
        return told

    def _office(self, office: Office | None) -> str:
        return isolate(office.name) if office else self._("autre mairie de quartier")

    def _agent(self, agent: Agent | None) -> str:
        return isolate(agent.short_name) if agent else self._("un agent")

    def _day(self, told: ToldHandover) -> str:
        return self._tr.long_date(told.handover.at.astimezone(self._tr.zone).date())
