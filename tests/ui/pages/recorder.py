"""A paint device that keeps what text is drawn where, in what size: the legibility test's eye."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintDevice, QPaintEngine, QTextItem

_Metric = QPaintDevice.PaintDeviceMetric


@dataclass(frozen=True)
class Drawn:
    """A piece of text, its size in pixels, and the box of its letters."""

    text: str
    px: int
    box: QRectF


class _Engine(QPaintEngine):
    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.drawn: list[Drawn] = []

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: object) -> None:  # noqa: N802
        pass

    def drawTextItem(self, at: Any, item: QTextItem) -> None:  # noqa: N802
        px = item.font().pixelSize()
        box = QRectF(at.x(), at.y() - px * 0.73, item.width(), px * 0.73)
        self.drawn.append(Drawn(item.text(), px, box))

    def _ignore(self, *shapes: object) -> None:
        pass

    drawPolygon = drawRects = drawLines = drawEllipse = drawPath = _ignore  # noqa: N815

    def drawImage(self, *_shapes: Any, **_flags: Any) -> None:  # noqa: N802
        pass

    def drawPixmap(self, *_shapes: Any) -> None:  # noqa: N802
        pass


class Recorder(QPaintDevice):
    """Draw on it with a QPainter; then read `drawn`."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._engine = _Engine()
        dots = 96
        self._metrics = {
            _Metric.PdmWidth: width,
            _Metric.PdmHeight: height,
            _Metric.PdmDevicePixelRatio: 1,
            _Metric.PdmDevicePixelRatioScaled: 65536,
            _Metric.PdmDepth: 32,
        } | dict.fromkeys(
            (_Metric.PdmDpiX, _Metric.PdmDpiY, _Metric.PdmPhysicalDpiX, _Metric.PdmPhysicalDpiY),
            dots,
        )

    @property
    def drawn(self) -> list[Drawn]:
        return [drawn for drawn in self._engine.drawn if drawn.text.strip()]

    def paintEngine(self) -> QPaintEngine:  # noqa: N802
        return self._engine

    def metric(self, which: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(which, 0)
