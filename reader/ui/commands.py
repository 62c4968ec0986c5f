"""The table of commands: keys, help screen, palette, the line of keys and remapping all derive from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from reader.language import _
from reader.ui import keys as key_names


def N_(message: str) -> str:
    """Marks ``message`` for translation; the table is made before the language is chosen."""
    return message


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can do.

    ``id`` is its name in config.toml; ``where`` the part of the program in which its keys work; ``keys`` are separated
    by blanks, single characters as they are typed; ``title`` a few words, ``help`` a sentence where they do not say it
    all; ``action`` as Textual runs it on that part; ``foot`` puts it into the line of keys.
    """

    id: str
    where: str
    keys: str
    title: str
    action: str
    group: str
    help: str = ""
    foot: bool = False


MOVE = N_("Moving")
MARKS = N_("Figures and names")
COPY = N_("Copying")
NOTES = N_("Notes and tags")
LIBRARY = N_("Library")
VIEW = N_("View")
PROGRAM = N_("Program")
GROUPS = (MOVE, MARKS, COPY, NOTES, LIBRARY, VIEW, PROGRAM)

_C = Command
COMMANDS: tuple[Command, ...] = (
    # The text of the article
    _C("article.down", "article", "j down", N_("Line down"), "line_down", MOVE),
    _C("article.up", "article", "k up", N_("Line up"), "line_up", MOVE),
    _C("reader.page_down", "reader", "space pagedown ctrl+f", N_("Page down"), "article('page_down')", MOVE),
    _C("reader.page_up", "reader", "b pageup ctrl+b", N_("Page up"), "article('page_up')", MOVE),
    _C("reader.half_down", "reader", "d ctrl+d", N_("Half a page down"), "article('half_page_down')", MOVE),
    _C("reader.half_up", "reader", "u ctrl+u", N_("Half a page up"), "article('half_page_up')", MOVE),
    _C("article.top", "article", "g home", N_("Beginning"), "top", MOVE),
    _C("article.end", "article", "G end", N_("End"), "end", MOVE),
    _C("reader.next_article", "reader", "J ctrl+down ctrl+n", N_("Next article"), "next_article", MOVE, foot=True),
    _C("reader.previous_article", "reader", "K ctrl+up", N_("Previous article"), "previous_article", MOVE),
    _C("reader.back", "reader", "H alt+left ctrl+o", N_("Back"), "back", MOVE, N_("To where you were before")),
    _C("reader.forward", "reader", "L alt+right", N_("Forward"), "forward", MOVE),
    _C("reader.next_pane", "reader", "tab", N_("Next pane"), "next_pane", MOVE, N_("Between list, text and panel")),
    _C("reader.previous_pane", "reader", "shift+tab", N_("Previous pane"), "previous_pane", MOVE),
    _C("reader.find", "reader", "/ f4", N_("Find in the article"), "find", MOVE, foot=True),
    _C("reader.find_next", "reader", "n f6", N_("Next place found"), "find_step(1)", MOVE),
    _C("reader.find_previous", "reader", "N shift+f6", N_("Previous place found"), "find_step(-1)", MOVE),
    # Figures and names
    _C("reader.next_figure", "reader", "]", N_("Next figure"), "article('next_figure')", MARKS, foot=True),
    _C("reader.previous_figure", "reader", "[", N_("Previous figure"), "article('previous_figure')", MARKS),
    _C("reader.next_entity", "reader", "}", N_("Next name"), "article('next_entity')", MARKS),
    _C("reader.previous_entity", "reader", "{", N_("Previous name"), "article('previous_entity')", MARKS),
    _C("reader.next_mark", "reader", ".", N_("Next figure or name"), "article('next_mark')", MARKS),
    _C("reader.previous_mark", "reader", ",", N_("Previous figure or name"), "article('previous_mark')", MARKS),
    _C("reader.next_alike", "reader", ">", N_("Next of the same"), "article('next_alike')", MARKS,
       N_("The next mention of the name that is picked, or the next figure of its kind")),
    _C("reader.previous_alike", "reader", "<", N_("Previous of the same"), "article('previous_alike')", MARKS),
    _C("reader.hint", "reader", "f", N_("Pick by letter"), "article('hint')", MARKS,
       N_("Letters appear on the figures and names in sight; a letter picks one")),
    _C("reader.figures", "reader", "t f2", N_("Table of figures"), "panel('figures')", MARKS, foot=True),
    _C("reader.entities", "reader", "e f3", N_("Table of names"), "panel('entities')", MARKS),
    _C("reader.card", "reader", "i", N_("Card"), "panel('card')", MARKS,
       N_("Everything known of the figure or name that is picked")),
    _C("reader.across", "reader", "p", N_("Across the library"), "across", MARKS,
       N_("Where else the name, or what the figure measures, occurs")),
    _C("reader.layers", "reader", "= f7", N_("Layers"), "choose_layers", MARKS,
       N_("Which kinds of figures and names are highlighted")),
    _C("reader.all_layers", "reader", "0", N_("All layers on or off"), "toggle_layers", MARKS),
    # Copying
    _C("reader.copy_printed", "reader", "y c", N_("Copy as printed"), "copy('printed')", COPY,
       N_("The passage selected, or the figure or name as it stands in the paper"), foot=True),
    _C("reader.copy_plain", "reader", "Y", N_("Copy the plain value"), "copy('plain')", COPY,
       N_("3500亿元 as 350000000000")),
    _C("reader.copy_sentence", "reader", "s", N_("Copy the sentence with its source"), "copy('sentence')", COPY),
    _C("reader.copy_table", "reader", "T", N_("Copy all figures as a table"), "copy('table')", COPY,
       N_("Pastes into a spreadsheet")),
    _C("reader.copy_article", "reader", "C", N_("Copy the article"), "copy('article')", COPY),
    _C("reader.copy_citation", "reader", "Q", N_("Copy a citation"), "copy('citation')", COPY, N_("GB/T 7714")),
    _C("reader.select", "reader", "v", N_("Select text"), "article('select')", COPY,
       N_("Then move to stretch the selection; Esc ends it")),
    _C("select.left", "select", "h left", N_("Selecting: a character back"), "char_left", COPY),
    _C("select.right", "select", "l right", N_("Selecting: a character on"), "char_right", COPY),
    _C("select.word_right", "select", "w ctrl+right", N_("Selecting: a word on"), "word_right", COPY),
    _C("select.word_left", "select", "b ctrl+left", N_("Selecting: a word back"), "word_left", COPY),
    _C("select.word_end", "select", "e", N_("Selecting: to the word's end"), "word_end", COPY),
    _C("select.row_start", "select", "0 home", N_("Selecting: to the row's beginning"), "row_start", COPY),
    _C("select.row_end", "select", "$ end", N_("Selecting: to the row's end"), "row_end", COPY),
    _C("select.sentence_left", "select", "(", N_("Selecting: a sentence back"), "sentence_left", COPY),
    _C("select.sentence_right", "select", ")", N_("Selecting: a sentence on"), "sentence_right", COPY),
    _C("select.paragraph_left", "select", "{", N_("Selecting: a paragraph back"), "paragraph_left", COPY),
    _C("select.paragraph_right", "select", "}", N_("Selecting: a paragraph on"), "paragraph_right", COPY),
    _C("select.other_end", "select", "o", N_("Selecting: the other end"), "other_end", COPY),
    _C("select.sentence", "select", "S", N_("Select the sentence"), "select_sentence", COPY),
    _C("select.paragraph", "select", "P", N_("Select the paragraph"), "select_paragraph", COPY),
    # Notes and tags
    _C("reader.note", "reader", "a f8", N_("Note"), "note", NOTES,
       N_("On the passage, figure or name that is picked, or else on the article"), foot=True),
    _C("reader.highlight", "reader", "x", N_("Highlight"), "highlight", NOTES),
    _C("reader.highlight_colour", "reader", "X", N_("Highlight in a colour"), "highlight_colour", NOTES),
    _C("reader.tags", "reader", "#", N_("Tags of the article"), "tags", NOTES),
    _C("reader.star", "reader", "*", N_("Star"), "star", NOTES),
    _C("reader.notes", "reader", "o f9", N_("All notes"), "open('notes')", NOTES),
    _C("note.keep", "note", "ctrl+s", N_("Keep"), "keep", NOTES, foot=True),
    _C("note.give_up", "note", "escape", N_("Give up"), "give_up", NOTES, foot=True),
    _C("note.next_field", "note", "tab shift+tab", N_("Text or tags"), "next_field", NOTES, foot=True),
    _C("note.editor", "note", "ctrl+o f2", N_("Own editor"), "editor", NOTES, N_("Opens $EDITOR on the note"),
       foot=True),
    _C("note.colour", "note", "ctrl+t f4", N_("Colour"), "colour", NOTES, foot=True),
    _C("note.delete", "note", "f8", N_("Delete the note"), "delete", NOTES, foot=True),
    _C("notes.go", "notes", "enter", N_("To its place"), "go", NOTES, foot=True),
    _C("notes.edit", "notes", "e", N_("Change"), "edit", NOTES, foot=True),
    _C("notes.delete", "notes", "d delete", N_("Delete"), "delete", NOTES, foot=True),
    _C("notes.undo", "notes", "U ctrl+z", N_("Take back"), "undo", NOTES, foot=True),
    _C("notes.find", "notes", "/ f4", N_("Words"), "find", NOTES, foot=True),
    _C("notes.tag", "notes", "#", N_("One tag only"), "tag", NOTES, foot=True),
    _C("notes.order", "notes", "O", N_("Order"), "order", NOTES, foot=True),
    _C("notes.days", "notes", "t f6", N_("Days"), "days", NOTES,
       N_("Today, seven days, this month, or all"), foot=True),
    _C("notes.adrift", "notes", "A", N_("Only those adrift"), "adrift", NOTES,
       N_("Notes whose words are no longer in their article")),
    _C("notes.place", "notes", "p f7", N_("Place again"), "place", NOTES,
       N_("Puts a note that is adrift on the passage, figure or name picked in the text")),
    _C("notes.trash", "notes", "X", N_("Trash"), "trash", NOTES, foot=True),
    _C("notes.tags", "notes", "R", N_("Rename or merge tags"), "manage_tags", NOTES),
    _C("notes.close", "notes", "escape q", N_("Close"), "close", NOTES),
    # The list of articles and the library
    _C("list.down", "list", "j down", N_("Next in the list"), "move(1)", LIBRARY),
    _C("list.up", "list", "k up", N_("Previous in the list"), "move(-1)", LIBRARY),
    _C("list.page_down", "list", "pagedown ctrl+f", N_("Page down in the list"), "move_page(1)", LIBRARY),
    _C("list.page_up", "list", "pageup ctrl+b", N_("Page up in the list"), "move_page(-1)", LIBRARY),
    _C("list.top", "list", "g home", N_("First in the list"), "first", LIBRARY),
    _C("list.end", "list", "G end", N_("Last in the list"), "last", LIBRARY),
    _C("list.open", "list", "enter l right", N_("Read"), "open", LIBRARY, foot=True),
    _C("sidebar.filter", "sidebar", "/", N_("Filter the list"), "screen.filter", LIBRARY, foot=True),
    _C("reader.filter", "reader", "F ctrl+l", N_("Filter the list"), "filter", LIBRARY,
       N_("As you type: words, or section: tag: person: date: figure> and so on"), foot=True),
    _C("reader.search", "reader", "S f5", N_("Search"), "open('search')", LIBRARY),
    _C("reader.groups", "reader", "B", N_("Groups"), "groups", LIBRARY,
       N_("Saved searches, sections, dates, tags and sources, in the sidebar; Enter narrows the list down")),
    _C("reader.widen", "reader", "backspace", N_("Widen the list"), "widen", LIBRARY,
       N_("Takes away what narrowed it down last; Esc takes away everything")),
    _C("groups.show", "groups", "enter", N_("Show these"), "open", LIBRARY,
       N_("Or let go what is shown; on a title: fold or unfold"), foot=True),
    _C("groups.toggle", "groups", "space", N_("Add or let go"), "screen.toggle_group", LIBRARY,
       N_("And stay in the groups, to combine several"), foot=True),
    _C("groups.unfold", "groups", "l right", N_("Unfold"), "unfold", LIBRARY),
    _C("groups.fold", "groups", "h left", N_("Fold"), "fold", LIBRARY),
    _C("groups.narrow", "groups", "/ f4", N_("Narrow"), "screen.narrow_groups", LIBRARY,
       N_("As you type; Chinese characters need no key before them"), foot=True),
    _C("groups.save", "groups", "ctrl+s", N_("Keep the search"), "screen.save_filter", LIBRARY,
       N_("What the list shows, under a name"), foot=True),
    _C("groups.rename", "groups", "R", N_("Rename the search"), "screen.rename_search", LIBRARY, foot=True),
    _C("groups.forget", "groups", "d delete", N_("Forget the search"), "screen.forget_search", LIBRARY, foot=True),
    _C("groups.restore", "groups", "U ctrl+z", N_("Take back"), "screen.restore_search", LIBRARY),
    _C("reader.sort", "reader", "O", N_("Sort"), "sort", LIBRARY),
    _C("reader.twins", "reader", "M", N_("Also in"), "twins", LIBRARY,
       N_("The other files with this article, by their raw pages, and articles that are nearly the same")),
    _C("reader.unread", "reader", "m", N_("Read or unread"), "toggle_read", LIBRARY),
    _C("reader.whole", "reader", "W", N_("Whole library"), "whole_library", LIBRARY,
       N_("Or back to the files that were opened")),
    _C("reader.add", "reader", "I", N_("Add files"), "add_files", LIBRARY),
    _C("reader.stop", "reader", "ctrl+x", N_("Stop reading files"), "stop", LIBRARY),
    _C("reader.raw", "reader", "r f10", N_("Raw page"), "open('raw')", LIBRARY,
       N_("What was set aside and why; join, split and mend articles")),
    _C("panel.sort", "panel", "O", N_("Sort the table"), "sort", MARKS, foot=True),
    _C("panel.filter", "panel", "F", N_("One kind only"), "filter", MARKS, foot=True),
    _C("entry.complete", "entry", "tab", N_("Complete"), "complete", LIBRARY,
       N_("What is typed, as it is proposed behind it; where nothing is proposed the key goes to the next pane"),
       foot=True),
    _C("search.go", "search", "enter", N_("Open"), "go", LIBRARY, foot=True),
    _C("search.rows", "search", "down", N_("To the answers"), "rows", LIBRARY, foot=True),
    _C("search.entry", "search", "/ f4", N_("To the query"), "entry", LIBRARY, foot=True),
    _C("search.list", "search", "ctrl+l", N_("All of them in the list"), "list", LIBRARY, foot=True),
    _C("search.save", "search", "ctrl+s", N_("Keep the search"), "save", LIBRARY, foot=True),
    _C("search.sort", "search", "f7 O", N_("Sort"), "sort", LIBRARY, foot=True),
    _C("search.saved", "search", "ctrl+o", N_("Saved searches"), "saved", LIBRARY, foot=True),
    _C("search.close", "search", "escape", N_("Close"), "close", LIBRARY),
    _C("across.other", "across", "tab shift+tab", N_("Articles or names beside"), "other_list", LIBRARY, foot=True),
    _C("across.measures", "across", "m", N_("Another measure"), "measures", LIBRARY),
    _C("across.close", "across", "escape q", N_("Close"), "close", LIBRARY, foot=True),
    _C("raw.split", "raw", "S", N_("Split here"), "split", LIBRARY,
       N_("A new article begins at the cursor, also in the middle of a paragraph"), foot=True),
    _C("raw.join", "raw", "J", N_("Join the next"), "join", LIBRARY,
       N_("This article and the next one are one"), foot=True),
    _C("raw.headline", "raw", "H", N_("Headline"), "heading('headline')", LIBRARY,
       N_("What is selected, or else the piece of the cursor, is the headline; so with all that follow"), foot=True),
    _C("raw.byline", "raw", "B", N_("Byline"), "heading('byline')", LIBRARY),
    _C("raw.section", "raw", "C", N_("Section"), "heading('section')", LIBRARY),
    _C("raw.set_aside", "raw", "x", N_("Set aside"), "set_aside", LIBRARY, foot=True),
    _C("raw.take_back", "raw", "t", N_("Text"), "take_back", LIBRARY, foot=True),
    _C("raw.kind", "raw", "=", N_("Something else"), "kind", LIBRARY, N_("Choose what it is")),
    _C("raw.to_previous", "raw", "<", N_("Text of the article before"), "give(-1)", LIBRARY),
    _C("raw.to_next", "raw", ">", N_("Text of the next article"), "give(1)", LIBRARY),
    _C("raw.paragraph", "raw", "p", N_("A paragraph begins here"), "paragraph", LIBRARY,
       N_("At the cursor; where one begins already, it goes on from the one before")),
    _C("raw.confirm", "raw", "!", N_("It is as it says"), "confirm", LIBRARY, N_("Takes the sign of doubt away")),
    _C("raw.undo", "raw", "U ctrl+z", N_("Take back"), "undo", LIBRARY, foot=True),
    _C("raw.former", "raw", "R", N_("As it was first split"), "former", LIBRARY,
       N_("Takes back all corrections of the page, also earlier ones")),
    _C("raw.other_pane", "raw", "tab shift+tab", N_("Page or article"), "other_pane", LIBRARY, foot=True),
    _C("raw.other_page", "raw", "E", N_("Another page with the article"), "other_page", LIBRARY),
    _C("raw.close", "raw", "escape q", N_("Close"), "close", LIBRARY, foot=True),
    _C("rawtext.down", "rawtext", "j down", N_("Raw page: line down"), "line_down", MOVE),
    _C("rawtext.up", "rawtext", "k up", N_("Raw page: line up"), "line_up", MOVE),
    _C("rawtext.page_down", "rawtext", "space pagedown ctrl+f", N_("Raw page: page down"), "page_down", MOVE),
    _C("rawtext.page_up", "rawtext", "pageup ctrl+b", N_("Raw page: page up"), "page_up", MOVE),
    _C("rawtext.top", "rawtext", "g ctrl+home", N_("Raw page: beginning"), "top", MOVE),
    _C("rawtext.end", "rawtext", "G ctrl+end", N_("Raw page: end"), "end", MOVE),
    _C("rawtext.piece_right", "rawtext", "} ]", N_("Raw page: next piece"), "piece_right", MOVE),
    _C("rawtext.piece_left", "rawtext", "{ [", N_("Raw page: previous piece"), "piece_left", MOVE),
    _C("rawtext.doubt_right", "rawtext", "n f6", N_("Next doubtful piece"), "doubt_right", MOVE,
       N_("The pieces that have a question mark beside them")),
    _C("rawtext.doubt_left", "rawtext", "N shift+f6", N_("Previous doubtful piece"), "doubt_left", MOVE),
    _C("rawtext.sentence_right", "rawtext", ")", N_("Raw page: next sentence"), "sentence_right", MOVE),
    _C("rawtext.sentence_left", "rawtext", "(", N_("Raw page: previous sentence"), "sentence_left", MOVE),
    _C("rawtext.word_right", "rawtext", "w ctrl+right", N_("Raw page: a word on"), "word_right", MOVE),
    _C("rawtext.word_left", "rawtext", "b ctrl+left", N_("Raw page: a word back"), "word_left", MOVE),
    _C("rawtext.left", "rawtext", "h left", N_("Raw page: a character back"), "char_left", MOVE),
    _C("rawtext.right", "rawtext", "l right", N_("Raw page: a character on"), "char_right", MOVE),
    _C("rawtext.row_start", "rawtext", "0 home", N_("Raw page: to the row's beginning"), "row_start", MOVE),
    _C("rawtext.row_end", "rawtext", "$ end", N_("Raw page: to the row's end"), "row_end", MOVE),
    _C("rawtext.select", "rawtext", "v", N_("Raw page: select"), "select", COPY),
    _C("rawtext.select_line", "rawtext", "V", N_("Raw page: select the printed line"), "select_line", COPY),
    _C("rawtext.select_sentence", "rawtext", "s", N_("Raw page: select the sentence"), "select_sentence", COPY,
       N_("Once more: the next one too; so with the printed line")),
    _C("rawtext.other_end", "rawtext", "o", N_("Raw page: the selection's other end"), "other_end", COPY),
    # View
    _C("reader.sidebar", "reader", "1", N_("List on or off"), "toggle_sidebar", VIEW),
    _C("reader.panel", "reader", "2", N_("Panel on or off"), "toggle_panel", VIEW),
    _C("reader.zen", "reader", "z f11", N_("Only the text"), "zen", VIEW),
    _C("app.theme", "app", "f12", N_("Theme"), "choose_theme", VIEW),
    _C("app.language", "app", "ctrl+g", N_("中文 / English"), "switch_language", VIEW),
    _C("reader.leave", "reader", "escape", N_("Let go"), "leave", VIEW,
       N_("Close what is open, drop what is picked, clear the filter")),
    # Program
    _C("app.help", "app", "? f1", N_("Help"), "help", PROGRAM, foot=True),
    _C("app.palette", "app", ": ctrl+p", N_("Commands"), "palette", PROGRAM, foot=True),
    _C("help.close", "help", "escape q ? f1", N_("Close the help"), "close", PROGRAM),
    _C("app.quit", "reader", "q ctrl+q", N_("Quit"), "app.quit", PROGRAM),
)  # fmt: skip

_BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}


def command(id: str) -> Command:
    """The command called ``id``; KeyError if there is none."""
    return _BY_ID[id]


def bindings(*where: str) -> list[BindingType]:
    """The keys of one part of the program (or several), for its ``BINDINGS``."""
    return [
        Binding(",".join(key_names.expand(each.keys.split())), each.action, each.title, show=False, id=each.id)
        for each in COMMANDS
        if each.where in where
    ]


def keymap(remapped: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], list[str]]:
    """What config.toml's [keys] asks for, as Textual's keymap, and what is wrong with it, for the reader's eyes.

    An unknown command is left out; a key given to a second command in one place is said, and the config's wins.
    """
    wanted: dict[str, str] = {}
    problems: list[str] = []
    for id, given in remapped.items():
        if id in _BY_ID:
            wanted[id] = ",".join(key_names.expand(given))
        else:
            problems.append(_("[keys] names an unknown command: {id}").format(id=id))
    taken: dict[tuple[str, str], tuple[str, str]] = {}
    for each in COMMANDS:
        for written in remapped.get(each.id, each.keys.split()):
            shown = key_names.shown(written)
            for key in key_names.expand([written]):
                other, other_shown = taken.setdefault((each.where, key), (each.id, shown))
                if other != each.id:
                    # As the reader has written it; what an input method sends instead goes the same way unsaid.
                    said = shown if each.id in remapped else other_shown
                    problems.append(_("{key} starts both {one} and {other}").format(key=said, one=other, other=each.id))
                    break
    return wanted, problems


def keys_of(each: Command, remapped: Mapping[str, Sequence[str]]) -> list[str]:
    """The keys that start a command, as they are shown; the twins and equivalents for input methods are left out."""
    return [key_names.shown(key) for key in remapped.get(each.id, each.keys.split())]
