"""Finds the English that would reach the screen whatever the reader's language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

# Elements whose texts stand on the page, and the arguments that hold a text wherever they occur.
ELEMENTS = [
    "add_annotation",
    "badge",
    "button",
    "caption",
    "chat_input",
    "checkbox",
    "date_input",
    "dialog",
    "download_button",
    "error",
    "expander",
    "file_uploader",
    "form_submit_button",
    "header",
    "info",
    "link_button",
    "markdown",
    "metric",
    "multiselect",
    "number_input",
    "page_link",
    "pills",
    "popover",
    "progress",
    "radio",
    "segmented_control",
    "select_slider",
    "selectbox",
    "slider",
    "spinner",
    "status",
    "subheader",
    "success",
    "tabs",
    "text",
    "text_area",
    "text_input",
    "title",
    "toast",
    "toggle",
    "update_status",
    "warning",
    "write",
]
TEXT_ARGUMENTS = [
    "alt",
    "annotation_text",
    "body",
    "caption",
    "captions",
    "help",
    "hovertemplate",
    "label",
    "page_title",
    "placeholder",
    "text",
    "title",
    "title_text",
    "tooltip",
]


def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> list[tuple[str, ast.Call]]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [getattr(call.func, "attr", getattr(call.func, "id", "")) for call in found]
    return list(zip(names, found, strict=True))


def untranslated(tree: ast.AST) -> list[str]:
    """The texts with letters that a person would read in English whatever the language."""
    found = []
    for name, call in calls(tree):
        element = isinstance(call.func, ast.Attribute) and not is_logger(call.func.value)
        shown = call.args[:1] if element and (name in ELEMENTS or name.endswith("Column")) else []
        shown = shown + [word.value for word in call.keywords if word.arg in TEXT_ARGUMENTS]
        found += [f"line {call.lineno}: {text!r}" for node in shown for text in letters(node)]
    return found


WORDS = re.compile(r"[A-Z][a-z]+\b|[A-Za-z’']+( [A-Za-z’']+){2}")
MARKUP = re.compile(r"[<>{}=;]")


def unmarked(tree: ast.AST) -> list[str]:
    """The texts anywhere that look like a sentence or a name for a reader and that nothing marks
    for translation.
    """
    aside = {id(part) for node in ast.walk(tree) if is_aside(node) for part in ast.walk(node)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside
    ]
    return [text for text in texts if WORDS.match(text) and not MARKUP.search(text)]


def is_aside(node: ast.AST) -> bool:
    """Whether a node is a docstring, for whoever mends the code, or marked."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    marks = isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "n_", "N_"}
    return marks or isinstance(node, ast.Raise)


def letters(node: ast.AST) -> list[str]:
    """The literal words in an expression, apart from those inside a call that translates."""
    if isinstance(node, ast.Call):
        of_literal = isinstance(node.func, ast.Attribute) and node.func.attr == "format"
        return letters(node.func.value) if of_literal else []
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and has_words(node.value) else []
    if isinstance(node, ast.JoinedStr):
        fixed = "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
        filled = [p.value for p in node.values if isinstance(p, ast.FormattedValue)]
        return [fixed] * has_words(fixed) + [text for part in filled for text in letters(part)]
    if isinstance(node, ast.IfExp):
        return letters(node.body) + letters(node.orelse)
    if isinstance(node, (ast.BinOp, ast.List, ast.Tuple, ast.BoolOp)):
        return [text for part in ast.iter_child_nodes(node) for text in letters(part)]
    return []


def has_words(text: str) -> bool:
    """Whether letters are left without tags, icons, colours and the placeholders of Plotly."""
    rest = re.sub(r"<[^>]*>|:[\w/-]+:|:[a-z-]+\[|%\{[^}]*\}", "", text)
    return any(map(str.isalpha, rest))


def is_logger(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id.lower().strip("_") in {"log", "logger", "logging"}


def unextractable(tree: ast.AST) -> list[str]:
    """The marked texts that are put together at run time, so that no catalogue can have them.

    `_` and `n_` may be given a name, of a text that `N_` marked elsewhere.
    """
    wanted = {"_": 1, "N_": 1, "n_": 2}
    return [
        f"line {call.lineno}"
        for name, call in calls(tree)
        if name in wanted and isinstance(call.func, ast.Name)
        for text in call.args[: wanted[name]]
        if not (isinstance(text, ast.Constant) or (name != "N_" and is_reference(text)))
    ]


def is_reference(node: ast.AST) -> bool:
    return isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))
