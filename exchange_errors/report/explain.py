"""The one entry to the decoder: text in, everything there is to say about it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from ..catalogue.catalogue import Catalogue
from ..catalogue.reply_languages import preferred
from ..decoder.decode import decode
from ..decoder.decoded import Finding, Report
from ..diagnosis.examine import examine
from ..diagnosis.paste import Paste
from ..diagnosis.preflight import Preflight, check_requests
from ..language.person_language import person_language
from ..redaction.masked import has_exposed_secret
from .answered_checks import AnsweredCheck, answered_checks
from .reply import compose
from .story import Story, summarise
from .timeline import Timeline
from .triage import Triage, triage

NO_STORY = Story()
NO_TRIAGE = Triage()


@dataclass(frozen=True, slots=True)
class Explained(Report):
    """A report with its triage and story, with the checks that the paste answers, and with a look at its requests.

    ``preflight`` is that look, where the paste holds no error. ``language`` is that of the person's own words.
    """

    triage: Triage = NO_TRIAGE
    story: Story = NO_STORY
    preflight: tuple[Preflight, ...] = ()
    checks: tuple[AnsweredCheck, ...] = ()
    language: str | None = None

    @property
    def timeline(self) -> Timeline | None:
        """The errors over time or over lines; None where there are fewer than two."""
        return self.story.timeline


def explain(
    text: str, catalogue: Catalogue, echoes: dict[str, str] | None = None, reply_in: Sequence[str] = ()
) -> Explained:
    """Return the whole reading of a paste: findings with their diagnosis, replies, story and pre-flight checks.

    Takes any text and never raises; the time grows linearly with the text. Nothing of the paste is kept, and
    everything in the answer is masked. ``echoes`` is for a text that is read in pieces: see ``mask``.
    ``reply_in`` are the tags of languages for the letter, the first choice first, English behind them all; ``auto`` is
    the language of the person's own words.
    """
    report = decode(text, catalogue, echoes)
    sightings = sorted((s for finding in report.findings for s in finding.sightings), key=attrgetter("span"))
    paste = Paste(report.masked, report.requests, sightings)
    findings = tuple(_diagnosed(finding, paste) for finding in report.findings)
    sorting = triage(findings, catalogue)
    failed = not all(finding.is_success for finding in findings)
    language = person_language(report.masked)
    return Explained(
        masked=report.masked,
        findings=findings,
        successes=report.successes,
        redactions=report.redactions,
        advice=report.advice,
        read=report.read,
        reply=compose(
            [findings[place] for place in sorting.start_first],
            catalogue,
            preferred(reply_in, language),
            has_secret=has_exposed_secret(report.masked, report.redactions),
        ),
        requests=report.requests,
        mentions=report.mentions,
        possible=report.possible,
        triage=sorting,
        story=summarise(report, catalogue, paste),
        preflight=() if failed else check_requests(report.requests, paste),
        checks=answered_checks(findings, catalogue),
        language=language,
    )


def _diagnosed(finding: Finding, paste: Paste) -> Finding:
    diagnosis = examine(finding, paste)
    return finding._replace(diagnosis=diagnosis) if diagnosis else finding
