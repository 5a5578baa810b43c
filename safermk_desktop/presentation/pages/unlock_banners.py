"""The banners of the unlock screen: where a vault lies, what a fictional one shows, and Caps Lock."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.services.application import Application
from safermk_desktop.services.whereabouts import sentences


def warn_of_place(banner: Banner, application: Application, folder: Path) -> None:
    """What can happen to a vault where it lies; nothing on a disk of this computer."""
    warnings = " ".join(sentences(application.whereabouts.of(folder)))
    banner.setVisible(bool(warnings))
    if warnings:
        banner.show_banner("amber", warnings)


def offer_fictional(banner: Banner, passphrase: str | None) -> None:
    """The passphrase of a vault whose cases are invented; nothing for any other."""
    banner.setVisible(passphrase is not None)
    if passphrase is not None:
        words = _words("Everything in this vault is invented. Its passphrase: {passphrase}")
        banner.show_banner("blue", words.format(passphrase=passphrase), action=_words("Fill it in"))


def warn_of_caps(banner: Banner, is_on: bool) -> None:
    """That Caps Lock seems to be on."""
    if is_on:
        words = _words("Caps Lock is on. Passphrases are case sensitive.")
        banner.show_banner("amber", words, icon="arrow-big-up-dash")
    else:
        banner.hide()


def _words(text: str) -> str:
    return QCoreApplication.translate("UnlockPage", text)
