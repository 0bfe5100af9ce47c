"""Signing and unlocking the field in view, and the Report tab."""

from functools import partial

from leukodesk.core.signing import Open
from leukodesk.gui import dialogs
from leukodesk.gui.report.report_view import ReportView
from leukodesk.gui.report.report_words import time_text
from leukodesk.gui.report.signing_dialog import SigningDialog, UnlockDialog
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.words import tr


def connect_signing(parts: WindowParts) -> None:
    """Let the actions ask, sign and unlock, and show the report as it is printed."""
    view = ReportView(parts.workspace, parts.theme, parts.last_folder)
    parts.tabs.addTab(view, tr("Report"))
    parts.tabs.setAccessibleName(tr("Review, train or report"))
    signing = _Signing(parts)
    parts.workspace.signing.signed.connect(signing.offer_next)
    for signal in (parts.workspace.changed, parts.workspace.smear_opened):
        signal.connect(signing.renew_hint)

    def save_report() -> None:
        parts.tabs.setCurrentWidget(view)
        view.save_pdf()

    parts.commands.connect(
        {
            "report_pdf": save_report,
            "sign": signing.sign,
            "unlock": signing.unlock,
            "report_tab": lambda: parts.tabs.setCurrentWidget(view),
        }
    )


class _Signing:
    """What the actions of signing do."""

    def __init__(self, parts: WindowParts) -> None:
        self._parts = parts
        self._workspace = parts.workspace
        self._hinted = ("", "")

    def sign(self) -> None:
        missing, smear = self._workspace.signing.open, self._workspace.smear
        if missing is None or smear is None:
            return
        if missing.sentence:
            self._hint_at(missing)
            return
        report = self._workspace.reports.on_field()
        if report is None:
            return
        dialog = SigningDialog(report, self._workspace.annotator, self._parts.window)
        if dialogs.ask(dialog):
            # Another smear may have come into view while this one was looked at.
            self._workspace.signing.sign(smear.id)

    def renew_hint(self, *_: object) -> None:
        """Let the hint say what is still open now; it goes once nothing is, and with another smear."""
        hint = self._parts.banner.told_about()
        if not hint:
            return
        missing, smear = self._workspace.signing.open, self._workspace.smear
        is_same = self._hinted == (smear.id if smear else "", hint)
        if missing is not None and missing.sentence and is_same:
            self._hint_at(missing)
        else:
            self._parts.banner.withdraw()

    def _hint_at(self, missing: Open) -> None:
        offer = (tr("Go to the first one"), partial(self._go_to, missing.first)) if missing.first else None
        sentence = tr("This smear cannot be signed yet: {sentence}", sentence=missing.sentence)
        self._hinted = (self._workspace.smear.id if self._workspace.smear else "", sentence)
        self._parts.banner.show_hint(sentence, offer)

    def unlock(self) -> None:
        smear, signature = self._workspace.smear, self._workspace.signing.signature
        if smear is None or signature is None:
            return
        said = tr("Signed by {annotator}, {at}.", annotator=signature.annotator, at=time_text(signature.at))
        dialog = UnlockDialog(self._workspace.name_of(smear), said, self._parts.window)
        if dialogs.ask(dialog):
            self._workspace.signing.unlock(dialog.reason.text(), smear.id)

    def offer_next(self, _smear_id: str) -> None:
        banner, following = self._parts.banner, self._workspace.signing.next_pending()
        if following is None:
            banner.show_notice(tr("The smear is signed, and with it all smears of this dataset."))
            return
        offer = (tr("Next pending smear"), partial(self._workspace.open_smear, following))
        banner.show_notice(tr("The smear is signed."), offer=offer)

    def _go_to(self, cell_id: str) -> None:
        self._parts.tabs.setCurrentWidget(self._parts.review)
        self._workspace.select((cell_id,))
        self._parts.review.view.zoom_to_selection()
        self._parts.review.view.setFocus()
