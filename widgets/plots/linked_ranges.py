"""Plots that always show the same ranges, so that what they draw can be compared."""

from collections.abc import Sequence

from widgets.plots.live_plot import LivePlot, Range


class LinkedRanges:
    """Gives all plots the range that holds what each of them wants to show."""

    def __init__(self) -> None:
        self._plots: list[LivePlot] = []
        self._wanted: dict[LivePlot, tuple[Range, Range]] = {}

    def link(self, plots: Sequence[LivePlot]) -> None:
        """Link these plots, and no others any more."""
        for plot in self._plots:
            plot.link = None
        self._plots = [*plots]
        for plot in plots:
            plot.link = self
        self.follow_again()

    def follow(self, plot: LivePlot, x: Range, y: Range, margin: float) -> None:
        """Take what one plot wants to show; bring all to what holds everything."""
        self._wanted[plot] = x, y
        every_x, every_y = zip(*self._wanted.values(), strict=True)
        for each in self._plots:
            each.show_range(_union(every_x), _union(every_y), margin)

    def moved(self, plot: LivePlot) -> None:
        """Bring all to where the user moved one."""
        x, y = plot.box.viewRange()
        for other in self._plots:
            if other is not plot:
                other.is_following = False
                other.box.setRange(xRange=x, yRange=y, padding=0)

    def follow_again(self) -> None:
        """Forget what was wanted: axes changed, or other plots are linked."""
        self._wanted.clear()
        for plot in self._plots:
            plot.follow_again()


def _union(ranges: Sequence[Range]) -> Range:
    return min(low for low, _ in ranges), max(high for _, high in ranges)
