"""A picture that is fitted into its room, made larger and smaller, and moved about by mouse or arrow keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

STEP: Final = 1.25
LEAST, MOST = 0.05, 16.0


class PictureView(QGraphicsView):
    """Shows one picture. It stays fitted until somebody makes it larger or smaller."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self._picture: QGraphicsPixmapItem | None = None
        self._is_fitted = True
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def scale_now(self) -> float:
        """How large a point of the picture is on the screen."""
        return self.transform().m11()

    def show_picture(self, image: QImage) -> None:
        """Show another picture, fitted."""
        self._scene.clear()
        self._picture = self._scene.addPixmap(QPixmap.fromImage(image))
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.setSceneRect(self._picture.boundingRect())
        self.fit()

    def zoom(self, steps: int) -> None:
        """Larger by so many steps, or smaller."""
        self._is_fitted = False
        wanted = min(max(self.scale_now * STEP**steps, LEAST), MOST)
        factor = wanted / self.scale_now
        self.scale(factor, factor)

    def fit(self) -> None:
        """As large as there is room, but no larger than it is."""
        self._is_fitted = True
        self.resetTransform()
        if self._picture is not None:
            bounds, room = self._picture.boundingRect(), self.viewport().rect()
            if bounds.width() > room.width() or bounds.height() > room.height():
                self.fitInView(self._picture, Qt.AspectRatioMode.KeepAspectRatio)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()
