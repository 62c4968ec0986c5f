"""Putting a page right: where articles and paragraphs begin, what each piece is, and all of it taken back again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reader.language import _
from reader.model import ARTICLE_ROLES, Page, Role
from reader.ui.screens.base import DeskScreen
from reader.ui.widgets.raw_text import ROLE_NAMES, RawText
from reader.ui.working import in_thread

Change = Callable[[Page], Page]


class CorrectingActions(DeskScreen[None]):
    """Corrections are of what is selected, or else of the piece of the cursor; each is kept at once.

    ``page_number`` is the library's number of the page.
    """

    page_number = 0

    def __init__(self) -> None:
        super().__init__()
        self._undo: list[Page] = []
        self._keeping = False

    @property
    def raw(self) -> RawText:
        return self.query_one(RawText)

    def show_page(self, page: Page, cursor: int | None = None) -> None:
        """Show the page, which may just have been put right."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------------- whole articles

    def action_split(self) -> None:
        """A new article begins at the cursor, or with what is selected."""
        from reader.pages import corrections

        raw, page = self.raw, self.raw.page
        if page is None:
            return
        start = raw.selection.start if raw.selection is not None else raw.cursor
        part = raw.part_at(start)
        if part is not None and not page.text[part.start : start].strip():
            start = part.start
        self._correct(partial(corrections.split, offset=start), _("A new article begins here"))

    def action_join(self) -> None:
        """The article of the cursor and the next one on the page are one."""
        from reader.pages import corrections

        page = self.raw.page
        number = self.article_here()
        if page is None or number is None:
            self.tell(_("This piece belongs to no article"), warning=True)
            return
        following = self._next_to(number, 1)
        if following is None:
            self.tell(_("There is no article after this one"), warning=True)
            return
        self._correct(partial(corrections.join, first=number, second=following), _("Joined"))

    # -------------------------------------------------------------------------------------------------------- pieces

    def action_heading(self, role: Role) -> None:
        """This stands over the article, or signs it."""
        from reader.pages import corrections

        self._of_target(
            partial(corrections.heading, role=role), _("{kind}: so it is now").format(kind=_(ROLE_NAMES[role]))
        )

    def action_take_back(self) -> None:
        """This is text of its article."""
        from reader.pages import corrections

        self._of_target(corrections.body, _("Taken into the text"))

    def action_give(self, by: int) -> None:
        """This is text of the article before or after the one it was taken for."""
        from reader.pages import corrections

        target, number = self._target(), self.article_here()
        other = None if number is None else self._next_to(number, by)
        if target is None or other is None:
            self.tell(_("There is no article after this one") if by > 0 else _("There is no article before this one"),
                      warning=True)  # fmt: skip
            return
        start, end = target
        self._correct(partial(corrections.body, start=start, end=end, article=other),
                      _("Taken into the text of article {number}").format(number=other + 1))  # fmt: skip

    def action_set_aside(self, kind: Role = "other") -> None:
        """This belongs to no article's text."""
        from reader.pages import corrections

        if (target := self._target()) is not None:
            start, end = target
            self._correct(partial(corrections.set_aside, start=start, end=end, kind=kind), _("Set aside"))

    def action_kind(self) -> None:
        """Choose what this is."""
        from reader.ui.screens.choose import Choice, Choose

        part = self.raw.here

        def chosen(role: str | None) -> None:
            if role == "body":
                self.action_take_back()
            elif role in ARTICLE_ROLES:
                self.action_heading(role)  # type: ignore[arg-type]
            elif role is not None:
                self.action_set_aside(role)  # type: ignore[arg-type]

        choices = [
            Choice(role, _(name), "" if role in ARTICLE_ROLES else _("set aside"),
                   on=part is not None and part.role == role)
            for role, name in ROLE_NAMES.items()
        ]  # fmt: skip
        self.app.push_screen(Choose(_("What this is"), choices), chosen)

    def action_paragraph(self) -> None:
        """A paragraph begins at the cursor; one that begins there already goes on from the one before."""
        from reader.pages import corrections

        page, cursor = self.raw.page, self.raw.cursor
        if page is None or self.raw.here is None:
            return
        if corrections.begins_paragraph(page, cursor):
            self._correct(partial(corrections.run_on, offset=cursor), _("It goes on from the paragraph before"))
        else:
            self._correct(partial(corrections.new_paragraph, offset=cursor), _("A paragraph begins here"))

    def action_confirm(self) -> None:
        """The piece is what it was taken for; on to the next that is doubtful."""
        from reader.pages import corrections

        part = self.raw.here
        if part is not None and self.raw.doubtful(part):
            self._correct(partial(corrections.confirm, offset=part.start), _("No longer doubtful"))
        else:
            self.tell(_("Nothing is doubtful here"))

    # ------------------------------------------------------------------------------------------------- taking back

    def action_undo(self) -> None:
        """The page as it was before the last correction."""
        if self._keeping:
            return
        if not self._undo:
            self.tell(_("Nothing to take back"))
            return
        self._keep(self._undo.pop(), _("Taken back"), remember=False)

    def action_former(self) -> None:
        """The page as it was first split; that can be taken back too."""
        number = self.page_number

        def found(former: Page) -> None:
            self._keep(former, _("As it was first split; U brings the corrections back"), remember=True)

        in_thread(self, lambda: self.desk.library.former_page(number), found, group="former")

    # ----------------------------------------------------------------------------------------------------- the steps

    def article_here(self) -> int | None:
        """The number of the article of the cursor; for what belongs to none, of the nearest before it, or after."""
        page, part = self.raw.page, self.raw.here
        if page is None or part is None:
            return None
        numbers = self.raw.numbers
        if part.article in numbers:
            return part.article
        owners = [p for p in page.parts if p.article in numbers]
        before = [p.article for p in owners if p.start < part.start]
        return before[-1] if before else next((p.article for p in owners), None)

    def _next_to(self, number: int, by: int) -> int | None:
        """The article that many before or after ``number``, in the order in which they begin on the page."""
        page = self.raw.page
        assert page is not None
        begun = list(dict.fromkeys(p.article for p in page.parts if p.article is not None and p.role in ARTICLE_ROLES))
        place = begun.index(number) + by
        return begun[place] if 0 <= place < len(begun) else None

    def _target(self) -> tuple[int, int] | None:
        return None if self.raw.page is None else self.raw.target

    def _of_target(self, change: Callable[..., Page], said: str) -> None:
        target, number = self._target(), self.article_here()
        if target is None:
            return
        if number is None:
            self.tell(_("There is no article on this page"), warning=True)
            return
        start, end = target
        self._correct(partial(change, start=start, end=end, article=number), said)

    def _correct(self, change: Change, said: str) -> None:
        from reader.errors import ReaderError

        page = self.raw.page
        if page is None or self._keeping:
            return
        try:
            mended = change(page)
        except ReaderError as error:
            self.tell(str(error), warning=True)
            return
        self._keep(mended, said, remember=True)

    def _keep(self, mended: Page, said: str, *, remember: bool) -> None:
        """Show the page as it is now, keep it in a thread, and say so; one correction at a time."""
        before = self.raw.page
        if before is None or (mended.parts == before.parts and mended.articles == before.articles):
            self.tell(_("Nothing changes by that"))
            return
        self._keeping = True

        def done(_ids: list[str]) -> None:
            self._keeping = False
            if remember:
                self._undo.append(before)
            self.show_page(mended)
            self.tell(said)

        def failed() -> None:
            self._keeping = False

        number = self.page_number
        in_thread(self, lambda: self.desk.correct(number, before, mended), done, group="correct", writes=True,
                  failed=failed)  # fmt: skip
