"""The catalogue in the database: the vendor's facts, our notes on them, and a counter that says when either changed."""

from __future__ import annotations

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from exchange_errors.catalogue.allowed_values import UnreadableValue, objection
from exchange_errors.catalogue.entry import KINDS, Category, Entry, entry_id
from exchange_errors.catalogue.note import ADVICE, EVIDENCE, OUTCOMES, SEVERITIES, Note, Retry
from exchange_errors.catalogue.record_fields import fields_of
from exchange_errors.catalogue.record_reader import note_from_data
from exchange_errors.catalogue.value_reader import ContentError, Fault, Reader
from exchange_errors.catalogue.vendor_facts import Facts, category_from_data, entry_from_data, read_facts

# The columns that a note's fields are kept in: one each, but the retry advice, which has one for each of its own.
RETRY = tuple(field.key for field in fields_of(Retry))
PLAIN = tuple(field.key for field in fields_of(Note) if field.key not in ("retry", "related"))


def _choices(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value.replace("_", " ").capitalize()) for value in values]


class StoredJSON(models.JSONField):
    """JSON whose reading never raises: what the catalogue cannot hold comes as UnreadableValue, with the stored text.

    A row could otherwise not be fetched for a number of 5,000 digits in it, nor shown for half a character.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        try:
            read = super().from_db_value(value, expression, connection)
        except (ValueError, TypeError, RecursionError):
            return UnreadableValue(str(value), "is no JSON that can be read")
        wrong = self.objection(read)
        return UnreadableValue(str(value), wrong) if wrong else read

    def objection(self, value: Any) -> str:
        """Return why the value cannot be kept, "" where it can."""
        return objection(value)

    def deconstruct(self) -> Any:
        """The column is that of a JSONField, so there is nothing to migrate."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class UnboundedJSON(StoredJSON):
    """JSON of any size and depth, for what only this site's programs write. Reading never raises either."""

    def objection(self, value: Any) -> str:
        return ""


class CategoryRow(models.Model):
    """A group of entries; every code is in exactly one."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=_choices(KINDS))
    definition = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        verbose_name = "category"
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name

    def category(self) -> Category:
        """Return the category. Raises ContentError when the row breaks the content rules."""
        return category_from_data({key: getattr(self, key) for key in ("slug", "name", "kind", "definition")}, self.pk)


class Code(models.Model):
    """One row of the vendor's tables. Its key is the entry id, because 50001 names two errors."""

    id = models.CharField(primary_key=True, max_length=80)
    kind = models.CharField(max_length=20, choices=_choices(KINDS))
    code = models.PositiveIntegerField(db_index=True)
    name = models.CharField(max_length=80, blank=True, help_text="Empty for code 0 and for websocket codes.")
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    description = models.TextField(help_text="The vendor's words as printed, typos included.")
    # Both have a default in the database: the version that still runs while this one starts knows no such columns.
    sensitive = models.BooleanField(default=False, db_default=False, help_text="About the state of an account.")
    only_by = StoredJSON(default=list, db_default=[], blank=True, help_text="The methods that alone meet it.")
    category = models.ForeignKey(CategoryRow, on_delete=models.PROTECT, related_name="codes")
    status = models.CharField(
        max_length=20, choices=_choices(("active", "withdrawn")), default="active", db_default="active"
    )
    former = StoredJSON(default=list, db_default=[], blank=True, help_text="Ids from before the vendor renamed it.")
    file_digest = models.CharField(
        max_length=64, default="", db_default="", editable=False, help_text="Of the file's facts it was loaded from."
    )

    class Meta:
        ordering = ("kind", "code", "name")

    def __str__(self) -> str:
        return self.id

    def is_sound(self) -> bool:
        """Say whether the facts keep to the content rules, and are those of this id."""
        read = Reader(self.id, "")
        facts = read_facts(read, {key: getattr(self, key) for key in Facts._fields})
        return not read.faults and entry_id(facts.kind, facts.code, facts.name) == self.id


class NoteRow(models.Model):
    """What we say about a code. ``file_digest`` is the digest of the file text that the note was loaded from."""

    code = models.OneToOneField(Code, primary_key=True, on_delete=models.PROTECT, related_name="note")
    headline = models.CharField(
        max_length=80,
        default="",
        db_default="",  # the version that still runs while this one starts knows no such column
        help_text="What happened, in at most eight words, without a full stop.",
    )
    summary = models.TextField()
    fix = models.CharField(max_length=120, blank=True, help_text="The cure in one line, without a full stop.")
    causes = StoredJSON(default=list, blank=True)
    # A database default on each column that came later: the version that still runs while this one starts has no value.
    checks = StoredJSON(default=list, db_default=[], blank=True)
    steps = StoredJSON(default=list, blank=True)
    prevention = models.TextField(blank=True)
    owner = StoredJSON(default=list)
    severity = models.CharField(max_length=20, choices=_choices(SEVERITIES))
    retry_advice = models.CharField(max_length=30, choices=_choices(ADVICE))
    retry_outcome = models.CharField(max_length=20, choices=_choices(OUTCOMES))
    retry_this_request = models.CharField(
        max_length=20,
        choices=_choices(OUTCOMES),
        blank=True,
        default="",
        db_default="",  # the version that still runs while this one starts knows no such column
        help_text="What became of this very request, where that differs from the outcome.",
    )
    retry_evidence = models.CharField(
        max_length=20, choices=_choices(EVIDENCE), default="inferred", db_default="inferred"
    )
    retry_min_delay_ms = models.PositiveIntegerField(null=True, blank=True, help_text="Milliseconds.")
    retry_max_attempts = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The first attempt counts, so 2 is the least."
    )
    retry_precondition = models.TextField(blank=True)
    parameters = StoredJSON(default=list, blank=True)
    methods = StoredJSON(default=list, blank=True)
    aliases = StoredJSON(default=list, blank=True)
    phrases = StoredJSON(default=dict, blank=True)
    customer_reply = models.TextField(blank=True)
    internal_note = models.TextField(blank=True)
    ask_for = StoredJSON(default=list, blank=True)
    example = StoredJSON(default=dict, blank=True)
    libraries = StoredJSON(default=dict, blank=True)
    seen = StoredJSON(default=list, db_default=[], blank=True)
    sources = StoredJSON(default=list, blank=True)
    updated_at = models.DateTimeField()
    file_digest = models.CharField(max_length=64, editable=False)
    file_entry = StoredJSON(
        null=True, editable=False, help_text="What the file says, as facts and note, where both sides changed it."
    )

    history = HistoricalRecords(table_name="codes_note_history", excluded_fields=("file_entry",))

    class Meta:
        verbose_name = "note"

    def __str__(self) -> str:
        return f"Note on {self.code_id}"

    def note(self) -> Note:
        """Return the note with its relations. Raises ContentError when the row breaks the content rules."""
        data = {key: getattr(self, key) for key in PLAIN}
        data["retry"] = {key: getattr(self, f"retry_{key}") for key in RETRY}
        data["related"] = [{"id": row.target_id, "why": row.why} for row in self.relations.all()]
        return note_from_data(data, self.code_id)

    def entry(self, category: Category | None = None) -> Entry:
        """Return the whole entry; ask with the code, its category and the relations fetched along.

        ``category`` spares reading the category's row. Raises ContentError when a row breaks the content rules.
        """
        facts = {key: getattr(self.code, key) for key in Facts._fields} | {"updated": self.updated_at}
        category = category or self.code.category.category()
        entry = entry_from_data(facts, category, self.note(), self.code_id)
        if entry.id != self.code_id:
            raise ContentError([Fault(self.code_id, 1, f"the facts are those of {entry.id}")])
        return entry


class Relation(models.Model):
    """A neighbouring code, and why a reader of the note would want it."""

    note = models.ForeignKey(NoteRow, on_delete=models.CASCADE, related_name="relations")
    target = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("note", "target"), name="relation_once"),)

    def __str__(self) -> str:
        return f"{self.note_id} to {self.target_id}"


class Revision(models.Model):
    """One row that counts every change of the catalogue, so that each process can notice one with one small query."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return the count; 0 before anything was loaded."""
        return cls.objects.values_list("number", flat=True).filter(pk=1).first() or 0

    @classmethod
    def bump(cls) -> None:
        """Count one more change, within the caller's transaction."""
        if not cls.objects.filter(pk=1).update(number=models.F("number") + 1):
            cls.objects.get_or_create(pk=1, defaults={"number": 1})


class Release(models.Model):
    """A version of the catalogue that this site served. Written by ``releases.record``."""

    revision = models.PositiveBigIntegerField(primary_key=True)
    version = models.CharField(max_length=16)
    recorded_at = models.DateTimeField()
    changes = UnboundedJSON(help_text="What changed against the release before: id, change, fields, words of an entry.")
    digests = UnboundedJSON(help_text="A digest of every field of every entry, to compare the next release with.")
    texts = UnboundedJSON(
        default=dict,
        db_default={},  # the version that still runs while this one starts knows no such column
        help_text="The text of every field of every entry, of the newest release only: the words before the next one.",
    )

    def __str__(self) -> str:
        return self.version
