"""Take a person's key away, with new keys for the vault or without, and say what that means for older copies."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QRadioButton, QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.key_dialog import KeyDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.key_slots import KeySlot


class RemovePersonDialog(KeyDialog):
    """``has_new_keys`` says, once accepted, whether the vault was given new keys and is closed now."""

    rekey_radio: QRadioButton
    rekey_prose: Prose
    plain_radio: QRadioButton
    plain_prose: Prose
    job_line: JobLine

    def __init__(self, context: PageContext, slot: KeySlot, parent: QWidget | None = None) -> None:
        super().__init__("remove_person_dialog", context, parent)
        self._slot = slot
        self.has_new_keys = False
        self.label = self.tr("Giving the vault new keys")
        words = self.tr("{name} will not open this vault any more. What they saw or copied they keep.")
        self.explain(words.format(name=slot.person))
        words = self.tr(
            "Every database is written anew under a new key; everybody who stays keeps their passphrase. It takes as "
            "long as a backup, and the vault locks afterwards. Copies and backups made before today still open with "
            "{name}'s passphrase: find them and delete them. Let the others open the vault once soon; only then would "
            "an older copy put in its place be noticed."
        )
        self.rekey_prose.show_text(words.format(name=slot.person))
        words = self.tr(
            "Done at once. But with an old copy of the vault's header and the old passphrase {name} could still open "
            "this vault and everything entered in it later. Choose it only when no such copy can exist."
        )
        self.plain_prose.show_text(words.format(name=slot.person))
        self.begin(self.rekey_radio)

    def read(self, faults: Faults) -> Callable[[], object]:
        del faults
        slots, slot_id, rekey = self.context.session.vault.slots, self._slot.id, self.rekey_radio.isChecked()
        self.has_new_keys = rekey
        return lambda: slots.remove(slot_id, rekey=rekey)

    def work(self, act: Callable[[], object]) -> None:
        for radio in (self.rekey_radio, self.plain_radio):
            radio.setEnabled(False)
        self.job_line.follow(self.work_as_job(act, self.label))
        # New keys are made whole or not at all; there is no half way to stop at.
        self.job_line.stop_button.hide()

    def refuse(self, error: SafermkError) -> None:
        for radio in (self.rekey_radio, self.plain_radio):
            radio.setEnabled(True)
        super().refuse(error)

    def sentence_of(self, error: SafermkError) -> str:
        return super().sentence_of(error) or f"{error.what} {error.safe} {error.do}"
