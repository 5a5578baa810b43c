"""Give another person a key slot of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from safermk_desktop.errors import CompartmentClosed, EntryInvalid, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.key_dialog import KeyDialog, new_passphrase
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.roles import ROLE_WORDS
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.presentation.widgets.strength_meter import StrengthMeter
from safermk_desktop.services.ports import Compartment, Role


class AddPersonDialog(KeyDialog):
    """Offers the compartments that the person at work opens themselves, and no other."""

    person_error: FieldError
    person_edit: QLineEdit
    role_combo: QComboBox
    compartments_error: FieldError
    reviews_check: QCheckBox
    prevent_check: QCheckBox
    passphrase_error: FieldError
    passphrase_edit: PassphraseEdit
    strength_meter: StrengthMeter
    repeat_error: FieldError
    repeat_edit: PassphraseEdit
    show_button: QPushButton

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("add_person_dialog", context, parent)
        self.explain(
            self.tr(
                "Let the person type their own passphrase here. If you type it for them, they change it the first time "
                "they open the vault."
            )
        )
        for role, words in ROLE_WORDS.items():
            self.role_combo.addItem(self.tr(words), role)
        self.role_combo.setCurrentIndex(list(ROLE_WORDS).index(Role.SUPPORT_OFFICER))
        own = context.session.vault.compartments
        self.reviews_check.setVisible(Compartment.REVIEWS in own)
        self.prevent_check.setVisible(Compartment.PREVENT in own)
        self.reviews_check.setChecked(own >= {Compartment.REVIEWS} and Compartment.PREVENT not in own)
        self.prevent_check.setChecked(own >= {Compartment.PREVENT} and Compartment.REVIEWS not in own)
        self.strength_meter.watch(self.passphrase_edit, about=self.person_edit)
        self.show_button.toggled.connect(self.passphrase_edit.reveal)
        self.show_button.toggled.connect(self.repeat_edit.reveal)
        self.begin(self.person_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        person = faults.text(self.person_error, self.person_edit, self.tr("Type the name, as the log will say it."))
        opens = self._compartments()
        if len(opens) == 1:
            words = self.tr("Tick what the person may open.")
            faults.found.append((self.compartments_error, self.reviews_check, words))
        passphrase = new_passphrase(
            faults, self.passphrase_edit, self.passphrase_error, again=self.repeat_edit, again_error=self.repeat_error
        )
        role, slots = Role(self.role_combo.currentData()), self.context.session.vault.slots
        return lambda: slots.add(person=person, role=role, compartments=opens, passphrase=passphrase)

    def field_of(self, error: SafermkError) -> QWidget | None:
        if isinstance(error, EntryInvalid):
            return self.person_edit
        if isinstance(error, CompartmentClosed):
            return self.reviews_check
        return super().field_of(error)

    def _compartments(self) -> frozenset[Compartment]:
        ticks = ((self.reviews_check, Compartment.REVIEWS), (self.prevent_check, Compartment.PREVENT))
        ticked = {name for check, name in ticks if not check.isHidden() and check.isChecked()}
        return frozenset({Compartment.COMMON, *ticked})

    def _place_of(self, field: QWidget) -> FieldError | None:
        return self.compartments_error if field is self.reviews_check else super()._place_of(field)
