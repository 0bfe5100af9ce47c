"""Finds strings in the sources of the window that a reader would see and that nothing translates."""

import ast
import re

_SHOWING = """
    QAction QCheckBox QGroupBox QLabel QMenu QRadioButton QToolBar addAction addButton addItem addMenu
    addRow addTab ask button emit getDouble getExistingDirectory getInt getOpenFileName getOpenFileNames
    getSaveFileName getText offer setAccessibleDescription setAccessibleName setHeaderLabels
    setInformativeText setLabel setPlaceholderText setSpecialValueText setStatusTip setSuffix setText
    setTitle setToolTip setWindowTitle show_failure show_notice text_label
"""
SHOWING = frozenset(_SHOWING.split())
"""What puts its arguments before the reader."""

_PASSED_OVER = """
    ActionSpec CompositeEdit _plot _tool counted debug error exception getattr icon info later
    property setObjectName setProperty tr tr_n warning
"""
PASSED_OVER = frozenset(_PASSED_OVER.split())
"""What translates its strings, or what no reader sees."""

_SENTENCE = re.compile(r"[A-Z][\w’']+[ ,.…:].*", re.DOTALL)
_WORD = re.compile(r"[A-Za-zµ]{2,}")
_NAME = re.compile(r"[a-z0-9_\-./:#{}]+|LeukoDesk ?")
_TAG = re.compile(r"<[^<>]*>")


# Names of kinds of jobs, of files, and styles, which no reader sees.
_INTERNAL = re.compile(
    r"(_LINE_)?STYLE|_FILE|_FOLDER|_KIND|_LOOK|_SHOW|_ADD|_NOT_THE_MODEL|_AUTOMATIC|_SERIES"
)


def visible_strings(source):
    """``line: text`` of each string of a module that is shown as it stands."""
    finder = _Finder()
    finder.visit(ast.parse(source))
    return [f"{node.lineno}: {_text(node)}" for node in finder.found]


def _text(node):
    """The constant parts of a string, or None."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "…".join(part.value for part in node.values if isinstance(part, ast.Constant))
    return None


class _Finder(ast.NodeVisitor):
    def __init__(self):
        self.found = []
        self.shown = False

    def visit_Raise(self, node):
        """Errors of the program itself stay as they are."""

    def visit_Assert(self, node):
        """Nor is this for readers."""

    def visit_Compare(self, node):
        """What is compared is no text of the window."""

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Assign(self, node):
        if not _INTERNAL.fullmatch(ast.unparse(node.targets[0])):
            self.visit(node.value)

    def visit_AnnAssign(self, node):
        if node.value and not _INTERNAL.fullmatch(ast.unparse(node.target)):
            self.visit(node.value)

    def visit_FunctionDef(self, node):
        for statement in node.body:
            self.visit(statement)

    def visit_Subscript(self, node):
        self.visit(node.value)

    def visit_Call(self, node):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        arguments = [*node.args, *(word.value for word in node.keywords if word.arg != "kind")]
        if name in PASSED_OVER:
            arguments = [argument for argument in arguments if _text(argument) is None]
        self._visit_all([node.func], shown=False)
        self._visit_all(arguments, shown=name in SHOWING)

    def visit_IfExp(self, node):
        self._visit_all([node.body, node.orelse], shown=self.shown)

    def visit_JoinedStr(self, node):
        self.visit_Constant(node)

    def visit_Constant(self, node):
        text = _text(node)
        if text is None or not _WORD.search(_TAG.sub("", text)) or _NAME.fullmatch(text):
            return
        if self.shown or " " in text.strip() or _SENTENCE.fullmatch(text):
            self.found.append(node)

    def _visit_all(self, nodes, *, shown):
        before, self.shown = self.shown, shown
        for node in nodes:
            self.visit(node)
        self.shown = before
