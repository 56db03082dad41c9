"""The coverage page, `docs/coverage.md`: what teaches, practises and marks each competence and each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.authoring.coverage import Use
from practicum.authoring.seeds import DOCUMENTS
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practicum.authoring.coverage import Coverage
    from practicum.authoring.seeds import Seed
    from practicum.learn.competences import Area, Competence


def coverage_page(coverage: Coverage) -> str:
    """Return the page as Markdown: counts, competences by area, claims by module, claims one by one."""
    parts = [
        _("# Coverage"),
        _(
            "What teaches, practises and marks each competence, and where each claim of the founding "
            "documents is taken up. This page is made by `practicum build` from `course/competences.toml`, "
            "`course/syllabus.toml`, `course/seeds.csv` and the definitions of the exercises: change it "
            "there."
        ),
        _counts(coverage),
        _("## Competences"),
        _(
            "Only open modules count as taught. *Planned* means that the modules named are not open yet. "
            "Recall questions are not counted as exercises. The last column counts the items of the "
            "demonstration bank, all of the written part (*part1*), and names the blocks that shall ask for "
            "it and are not written yet: *P-A* data, *P-B* watch and alert, *P-C* content, *P-D* care and "
            "*P-E* crisis are the practical blocks; *gate* is what nobody may get wrong."
        ),
        *(_area(coverage, area) for area in coverage.framework.areas),
        _("## Public frameworks"),
        _(
            "The crosswalk in `course/competences.toml` names the nearest part of each. *Confirmed* means "
            "that somebody read that part, never that the owner of the framework agrees."
        ),
        _crosswalk(coverage),
        _("## Claims by document and module"),
        _(
            "The documents: **A** an association of social media managers presents itself (2022); **B** what "
            "the two roles are and how one learns them (undated); **C** the employment service lists the "
            "occupation (2013); **D** the profession in one page of search results (2015); **E** the "
            "decisive corporal (2014)."
        ),
        _("Covered claims of all claims, each counted once, at its main module."),
        _matrix(coverage),
        _("## Claims one by one"),
        _(
            "The wording is ours; the documents are quoted nowhere. Under *where* stands what takes a "
            "covered claim up today, or what shall take a planned one up."
        ),
        *(_document(coverage, document) for document in DOCUMENTS),
    ]
    return "\n\n".join(parts) + "\n"


def _counts(coverage: Coverage) -> str:
    taught = {name for module in coverage.open for name in module.competences}
    covered = sum(seed.status == "covered" for seed in coverage.seeds)
    uses = {use: sum(task.use is use for task in coverage.tasks) for use in Use}
    return "\n".join(
        [
            _("- {all} competences: {open} in open modules, {left} planned.").format(
                all=len(coverage.framework.competence),
                open=len(taught),
                left=len(coverage.framework.competence) - len(taught),
            ),
            _("- {all} claims: {covered} covered, {left} planned.").format(
                all=len(coverage.seeds), covered=covered, left=len(coverage.seeds) - covered
            ),
            _(
                "- {modules} of {all} modules open: {practice} practice exercises, {graded} graded ones, "
                "{recall} recall questions, {drills} drills."
            ).format(
                modules=len(coverage.open),
                all=len(coverage.modules),
                practice=uses[Use.PRACTICE],
                graded=uses[Use.GRADED],
                recall=uses[Use.RECALL],
                drills=len(coverage.open_drills),
            ),
        ]
    )


def _area(coverage: Coverage, area: Area) -> str:
    head = (
        _("Competence"),
        _("Modules"),
        _("Units"),
        _("Practice"),
        _("Graded"),
        _("Drills"),
        _("Examination"),
    )
    rows = [_competence(coverage, one) for one in area.competences]
    title = _("### {id} {title}").format(id=area.id, title=area.title)
    return f"{title}\n\n{_table(head, rows)}"


def _competence(coverage: Coverage, one: Competence) -> tuple[str, ...]:
    modules = coverage.modules_of(one.id)
    is_open = any(module.status == "open" for module in modules)
    later = [name for name in coverage.blocks_of(one.id) if name != "part1"]
    found = (
        [unit.id for unit in coverage.units_of(one.id)],
        [task.id for task in coverage.tasks_of(one.id, Use.PRACTICE)],
        [task.id for task in coverage.tasks_of(one.id, Use.GRADED)],
        [drill.slug for drill in coverage.drills_of(one.id)],
    )
    return (
        f"**{one.id}** {one.title}",
        ", ".join(
            module.id if module.status == "open" else _("{id} (planned)").format(id=module.id)
            for module in modules
        ),
        *(", ".join(ids) or (_("none") if is_open else _("planned")) for ids in found),
        _examined(coverage.items.get(one.id, 0), later),
    )


def _examined(count: int, later: list[str]) -> str:
    """Say how many items ask for a competence, and which blocks are planned for it."""
    if not count:
        return _("planned: {blocks}").format(blocks=", ".join(["part1", *later]))
    written = ngettext("{count} item", "{count} items", count).format(count=count)
    if not later:
        return written
    return _("{written}; planned: {blocks}").format(written=written, blocks=", ".join(later))


def _crosswalk(coverage: Coverage) -> str:
    rows = []
    for framework in coverage.framework.framework:
        own = [
            row
            for one in coverage.framework.competence
            for row in one.crosswalk
            if row.framework == framework.id
        ]
        confirmed = sum(row.confirmed for row in own)
        rows.append((framework.title, framework.jurisdiction, str(len(own)), str(confirmed), framework.note))
    return _table((_("Framework"), _("Where"), _("Rows"), _("Confirmed"), _("What was read")), rows)


def _matrix(coverage: Coverage) -> str:
    modules = [module.id for module in coverage.modules]
    rows = [
        _counted(
            document,
            [seed for seed in coverage.seeds if seed.document == document],
            modules,
        )
        for document in DOCUMENTS
    ]
    rows.append(_counted(_("All"), coverage.seeds, modules))
    return _table((_("Document"), *modules, _("All")), rows)


def _counted(name: str, seeds: Sequence[Seed], modules: Sequence[str]) -> tuple[str, ...]:
    return (
        name,
        *(_share([seed for seed in seeds if seed.modules[0] == module]) for module in modules),
        _share(seeds),
    )


def _share(seeds: Sequence[Seed]) -> str:
    covered = sum(seed.status == "covered" for seed in seeds)
    return _("{covered} of {all}").format(covered=covered, all=len(seeds)) if seeds else ""


def _document(coverage: Coverage, document: str) -> str:
    own = [seed for seed in coverage.seeds if seed.document == document]
    head = (_("Claim"), _("What it says"), _("Modules"), _("Where"), _("Examination"), _("Status"))
    status = {"covered": _("covered"), "planned": _("planned")}
    rows = [
        (
            seed.id,
            seed.claim,
            ", ".join(seed.modules),
            ", ".join(seed.activities) or _("none"),
            ", ".join(seed.items) or _("none"),
            status[seed.status],
        )
        for seed in own
    ]
    title = ngettext("### Document {id}: {count} claim", "### Document {id}: {count} claims", len(own))
    return f"{title.format(id=document, count=len(own))}\n\n{_table(head, rows)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")  # a bar would begin the next cell
